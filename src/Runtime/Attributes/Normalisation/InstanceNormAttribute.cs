namespace ConvGen;

/// <summary>
/// Instance normalisation (Ulyanov, Vedaldi and Lempitsky 2016): (x − mean) / √(variance + ε) · weight + bias over the positions of each
/// channel. Parameters: <c>weight</c> and <c>bias</c>, each [C], as torch's InstanceNorm with <c>affine=True</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InstanceNormAttribute : NormalisationAttribute
{
    /// <summary>Whether there is a bias; none without <see cref="NormalisationAttribute.Affine"/>.</summary>
    public BiasKind Bias { get; set; }
}

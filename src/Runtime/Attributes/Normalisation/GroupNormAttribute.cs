namespace ConvGen;

/// <summary>
/// Group normalisation (Wu and He 2018): (x − mean) / √(variance + ε) · weight + bias over each group of channels and all positions.
/// Parameters: <c>weight</c> and <c>bias</c>, each [C], as torch's GroupNorm.
/// </summary>
/// <param name="groups">Groups that the channels are split into; 1 normalises over the whole example.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GroupNormAttribute(int groups) : NormalisationAttribute
{
    /// <summary>Groups that the channels are split into.</summary>
    public int Groups { get; } = groups;

    /// <summary>Whether there is a bias; none without <see cref="NormalisationAttribute.Affine"/>.</summary>
    public BiasKind Bias { get; set; }
}

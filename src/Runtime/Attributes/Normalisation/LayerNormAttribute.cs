namespace ConvGen;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton 2016): (x − mean) / √(variance + ε) · weight + bias over the whole example, or its last axes.
/// Parameters: <c>weight</c> and <c>bias</c> of the shape that is normalised over, as torch's LayerNorm.
/// </summary>
/// <param name="axes">How many axes, counted from the last, are normalised over: of C×H×W 1 is W, 2 is H×W; all when omitted.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LayerNormAttribute(int axes = 0) : NormalisationAttribute
{
    /// <summary>How many axes, counted from the last, are normalised over; null for all.</summary>
    public int? Axes { get; } = axes == 0 ? null : axes;

    /// <summary>Whether there is a bias; none without <see cref="NormalisationAttribute.Affine"/>.</summary>
    public BiasKind Bias { get; set; }

    /// <summary>
    /// Whether each position is normalised over its channels, with one weight and bias per channel, as ConvNeXt's LayerNorm2d is; otherwise
    /// the last axes are normalised over.
    /// </summary>
    public bool OverChannels { get; set; }
}

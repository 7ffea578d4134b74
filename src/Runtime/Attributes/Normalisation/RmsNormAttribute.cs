namespace ConvGen;

/// <summary>
/// Normalisation by the root mean square (Zhang and Sennrich 2019): x / √(mean of x² + ε) · weight over the whole example, or its last
/// axes. Parameters: <c>weight</c> of the shape that is normalised over, as torch's RMSNorm.
/// </summary>
/// <param name="axes">How many axes, counted from the last, are normalised over: of C×H×W 1 is W, 2 is H×W; all when omitted.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RmsNormAttribute(int axes = 0) : NormalisationAttribute
{
    /// <summary>How many axes, counted from the last, are normalised over; null for all.</summary>
    public int? Axes { get; } = axes == 0 ? null : axes;

    /// <summary>
    /// Whether each position is normalised over its channels, with one weight per channel, as ConvNeXt's LayerNorm2d is; otherwise the last
    /// axes are normalised over.
    /// </summary>
    public bool OverChannels { get; set; }
}

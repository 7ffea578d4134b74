namespace ConvGen;

/// <summary>The mean intersection over union of the classes that occur.</summary>
/// <param name="ignoredLabel">The target of positions that count for nothing; null for none.</param>
/// <param name="threshold">For a single channel: above what it means yes.</param>
public sealed class IntersectionOverUnionMetric(int? ignoredLabel = null, float threshold = 0)
    : ConfusionMatrix("intersection over union", ignoredLabel, threshold)
{
    /// <inheritdoc/>
    public override double Value => Mean(IntersectionOverUnion);
}

namespace ConvGen;

/// <summary>The mean precision of the classes that occur (scikit-learn's macro average).</summary>
/// <param name="ignoredLabel">The target of positions that count for nothing; null for none.</param>
/// <param name="threshold">For a single channel: above what it means yes.</param>
public sealed class PrecisionMetric(int? ignoredLabel = null, float threshold = 0) : ConfusionMatrix("precision", ignoredLabel, threshold)
{
    /// <inheritdoc/>
    public override double Value => Mean(Precision);
}

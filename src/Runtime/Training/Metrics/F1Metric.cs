namespace ConvGen;

/// <summary>The mean F1 of the classes that occur (scikit-learn's macro average).</summary>
/// <param name="ignoredLabel">The target of positions that count for nothing; null for none.</param>
/// <param name="threshold">For a single channel: above what it means yes.</param>
public sealed class F1Metric(int? ignoredLabel = null, float threshold = 0) : ConfusionMatrix("F1", ignoredLabel, threshold)
{
    /// <inheritdoc/>
    public override double Value => Mean(F1);
}

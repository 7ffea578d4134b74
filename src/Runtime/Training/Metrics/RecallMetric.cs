namespace ConvGen;

/// <summary>The mean recall of the classes that occur (scikit-learn's macro average).</summary>
/// <param name="ignoredLabel">The target of positions that count for nothing; null for none.</param>
/// <param name="threshold">For a single channel: above what it means yes.</param>
public sealed class RecallMetric(int? ignoredLabel = null, float threshold = 0) : ConfusionMatrix("recall", ignoredLabel, threshold)
{
    /// <inheritdoc/>
    public override double Value => Mean(Recall);
}

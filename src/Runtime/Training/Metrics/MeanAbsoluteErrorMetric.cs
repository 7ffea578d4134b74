namespace ConvGen;

/// <summary>The mean of the differences' magnitudes between results and targets, whatever the loss.</summary>
public sealed class MeanAbsoluteErrorMetric : Metric
{
    private double _sum;
    private long _count;

    /// <summary>Makes the metric.</summary>
    public MeanAbsoluteErrorMetric()
        : base("mean absolute error")
    {
    }

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => _count == 0 ? double.NaN : _sum / _count;

    /// <inheritdoc/>
    public override void Reset() => (_sum, _count) = (0, 0);

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, FeatureLayout layout)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            _sum += Math.Abs((double)outputs[i] - targets[i]);
        }

        _count += outputs.Length;
    }

    /// <inheritdoc/>
    protected internal override string? ObjectionTo(Loss loss, FeatureLayout layout) =>
        loss.TargetLength(layout.Length, layout.Channels) == layout.Length && !(loss.TakesClasses && layout.Channels > 1)
            ? null
            : "The mean absolute error is of values, and the targets of this loss are classes.";
}

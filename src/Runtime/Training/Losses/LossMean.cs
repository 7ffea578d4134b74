namespace ConvGen;

/// <summary>
/// The mean loss of an example over many minibatches; for a loss that is a mean, the mean that it would be over all of them at once.
/// </summary>
/// <param name="loss">The loss.</param>
/// <param name="layout">How one result is arranged.</param>
internal struct LossMean(Loss loss, FeatureLayout layout)
{
    private double _sum;
    private double _weight;

    /// <summary>What has been added so far: the sum of the losses, and what it is divided by.</summary>
    public (double Sum, double Weight) State
    {
        readonly get => (_sum, _weight);
        set => (_sum, _weight) = value;
    }

    /// <summary>The mean so far; 0 over nothing.</summary>
    public readonly double Value => _weight > 0 ? _sum / _weight : 0;

    /// <summary>Adds a minibatch.</summary>
    /// <param name="value">Its loss.</param>
    /// <param name="targets">Its targets.</param>
    /// <param name="examples">How many examples it has.</param>
    public void Add(float value, ReadOnlySpan<float> targets, int examples)
    {
        bool isMean = loss.Reduction == Reduction.Mean;
        double weight = isMean ? loss.WeightOf(targets, layout) : examples;

        // Whatever a mean over nothing may be, it does not count; a sum counts as it is.
        _sum += isMean ? (weight > 0 ? value * weight : 0) : value;
        _weight += weight;
    }
}

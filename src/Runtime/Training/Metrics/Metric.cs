namespace ConvGen;

/// <summary>
/// How well a network does, as a number for people: what <see cref="TrainingSession{TNetwork}.Evaluate(IDataset, IReadOnlyList{Metric})"/>
/// reports beside the loss. A metric sees what inference yields: probabilities where the network ends in a softmax. It belongs to one
/// evaluation at a time.
/// </summary>
public abstract class Metric
{
    /// <summary>Makes a metric.</summary>
    /// <param name="name">What it is called in results.</param>
    protected Metric(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>What it is called in results.</summary>
    public string Name { get; init; }

    /// <summary>Which output it judges, by that output's targets; it may be null for a network with one output.</summary>
    public string? Output { get; init; }

    /// <summary>Whether larger numbers are better.</summary>
    public virtual bool HigherIsBetter => true;

    /// <summary>The number for everything that was added since <see cref="Reset"/>; not a number for nothing.</summary>
    public abstract double Value { get; }

    /// <summary>Forgets what was added.</summary>
    public abstract void Reset();

    /// <summary>Adds some results.</summary>
    /// <param name="outputs">The results, planar, one after another.</param>
    /// <param name="targets">Their targets, as the output's loss takes them, one after another; they have been checked.</param>
    /// <param name="layout">How one result is arranged.</param>
    public abstract void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, FeatureLayout layout);

    /// <summary>Why it cannot judge an output; null when it can.</summary>
    /// <param name="loss">The output's loss, which says what its targets are.</param>
    /// <param name="layout">How one result is arranged.</param>
    protected internal virtual string? ObjectionTo(Loss loss, FeatureLayout layout) => null;
}

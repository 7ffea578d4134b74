namespace ConvGen;

/// <summary>Labelled examples, by number.</summary>
public interface IDataset
{
    /// <summary>How many examples there are.</summary>
    int Count { get; }

    /// <summary>The floats of one example.</summary>
    int ExampleLength { get; }

    /// <summary>
    /// The floats of an example's targets: 1 for a class, as many as the network's results for values; with several losses all together.
    /// </summary>
    int TargetLength { get; }

    /// <summary>
    /// In which order the elements of an example lie, for whoever looks at them as a picture; null, as it is unless a data set says
    /// otherwise, when it is not known. It should be that of the network's <see cref="InputAttribute"/>.
    /// </summary>
    InputLayout? Layout => null;

    /// <summary>Whether <see cref="Read"/> may be called by several threads at once; false unless a data set says otherwise.</summary>
    bool CanReadConcurrently => false;

    /// <summary>
    /// Told before the examples are gone through, by <see cref="TrainingSession{TNetwork}"/> each time it trains or evaluates. A data set
    /// that changes its examples at random takes its random numbers from its seed, the epoch and the index of an example, never from what
    /// was read before; so a run that is resumed reads what the interrupted one would have read. One that reads ahead reads in this order.
    /// </summary>
    /// <param name="epoch">How many epochs of training are done.</param>
    /// <param name="order">The indices in the order in which they will be read; those of a resumed epoch that are left.</param>
    void BeginEpoch(int epoch, ReadOnlySpan<int> order)
    {
    }

    /// <summary>Reads one example.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <param name="example">
    /// Takes <see cref="ExampleLength"/> floats, as <see cref="INetwork.Forward"/> of the network takes one example: of several inputs one
    /// after another.
    /// </param>
    /// <param name="target">
    /// Takes <see cref="TargetLength"/> floats; a class is its number. With several losses, the target of each, in their order.
    /// </param>
    void Read(int index, Span<float> example, Span<float> target);
}

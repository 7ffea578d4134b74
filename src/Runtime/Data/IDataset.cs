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

using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Room for some examples and their targets. For a network with several inputs the examples of one follow those of another, and the targets of
/// several losses likewise.
/// </summary>
/// <param name="capacity">The most examples.</param>
/// <param name="inputLengths">The floats of one example of each input.</param>
/// <param name="targetLengths">The floats of one target of each loss.</param>
internal sealed class Minibatch(int capacity, int[] inputLengths, int[] targetLengths)
{
    private readonly float[] _inputs = new float[checked(capacity * inputLengths.Sum())];
    private readonly float[] _targets = new float[checked(capacity * targetLengths.Sum())];
    private readonly float[] _example = new float[inputLengths.Sum()];
    private readonly float[] _target = new float[targetLengths.Sum()];
    private int _size;

    /// <summary>How many examples were read.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, Count * _example.Length);

    public ReadOnlySpan<float> Targets => _targets.AsSpan(0, Count * _target.Length);

    /// <summary>Begins a minibatch of so many examples.</summary>
    public void Begin(int size)
    {
        _size = size;
        Count = 0;
    }

    /// <summary>Reads the next example.</summary>
    public void Add(IDataset dataset, int index)
    {
        dataset.Read(index, _example, _target);
        Scatter(_example, inputLengths, _inputs);
        Scatter(_target, targetLengths, _targets);
        Count++;
    }

    /// <summary>Checks that the examples of a data set would fit.</summary>
    public void Check(IDataset dataset, string name)
    {
        ArgumentNullException.ThrowIfNull(dataset, name);
        if (dataset.ExampleLength != _example.Length || dataset.TargetLength != _target.Length)
        {
            throw new ArgumentException(
                Invariant($"The network and the loss take examples of {_example.Length} floats and targets of {_target.Length}; ")
                + Invariant($"the data set has {dataset.ExampleLength} and {dataset.TargetLength}."),
                name);
        }

        if (dataset.Count == 0)
        {
            throw new ArgumentException("The data set is empty.", name);
        }
    }

    private void Scatter(float[] from, int[] lengths, float[] to)
    {
        int start = 0;
        foreach (int length in lengths)
        {
            from.AsSpan(start, length).CopyTo(to.AsSpan(_size * start + Count * length, length));
            start += length;
        }
    }
}

using static System.FormattableString;

namespace ConvGen;

/// <summary>Room for some rows of a data set: examples one after another, and their targets likewise.</summary>
/// <param name="capacity">The most rows.</param>
/// <param name="exampleLength">The floats of one example.</param>
/// <param name="targetLength">The floats of the targets of one example.</param>
internal sealed class Minibatch(int capacity, int exampleLength, int targetLength)
{
    private readonly float[] _inputs = new float[capacity * exampleLength];
    private readonly float[] _targets = new float[capacity * targetLength];
    private readonly int[] _rows = new int[capacity];
    private int _count;

    /// <summary>The examples read.</summary>
    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, _count * exampleLength);

    /// <summary>Their targets.</summary>
    public ReadOnlySpan<float> Targets => _targets.AsSpan(0, _count * targetLength);

    /// <summary>Where in the data set each of them stands.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>Forgets what was read.</summary>
    public void Clear() => _count = 0;

    /// <summary>Reads the next example.</summary>
    public void Add(IDataset dataset, int row)
    {
        dataset.Read(row, _inputs.AsSpan(_count * exampleLength, exampleLength), _targets.AsSpan(_count * targetLength, targetLength));
        _rows[_count] = row;
        _count++;
    }

    /// <summary>Checks that the examples of a data set would fit.</summary>
    public void Check(IDataset dataset, string name)
    {
        ArgumentNullException.ThrowIfNull(dataset, name);
        if (dataset.ExampleLength != exampleLength || dataset.TargetLength != targetLength)
        {
            throw new ArgumentException(
                Invariant($"The network and the loss take examples of {exampleLength} floats and targets of {targetLength}; ")
                + Invariant($"the data set has {dataset.ExampleLength} and {dataset.TargetLength}."),
                name);
        }

        if (dataset.Count == 0)
        {
            throw new ArgumentException("The data set is empty.", name);
        }
    }
}

using static System.FormattableString;

namespace ConvGen;

/// <summary>Examples that are already in memory, one after another. The arrays are used as they are, not copied.</summary>
public sealed class InMemoryDataset : IDataset
{
    private readonly float[] _examples;
    private readonly float[] _targets;

    /// <summary>Makes a data set of arrays.</summary>
    /// <param name="examples">The examples in the layout of the network's <see cref="InputAttribute"/>, one after another.</param>
    /// <param name="targets">The targets, one after another.</param>
    /// <param name="exampleLength">The floats of one example.</param>
    /// <param name="targetLength">The floats of an example's targets; 1 for a class.</param>
    /// <param name="layout">In which order the elements of an example lie; null when nobody needs to know.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive, or there is no such layout.</exception>
    /// <exception cref="ArgumentException">
    /// An array is not a whole number of examples, or there are not as many targets as examples.
    /// </exception>
    public InMemoryDataset(float[] examples, float[] targets, int exampleLength, int targetLength = 1, InputLayout? layout = null)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(exampleLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetLength, 1);
        Count = Math.DivRem(examples.Length, exampleLength, out int rest);
        if (rest != 0)
        {
            throw new ArgumentException(
                Invariant($"Expected a multiple of {exampleLength} floats but got {examples.Length}."), nameof(examples));
        }

        if (targets.Length != (long)Count * targetLength)
        {
            throw new ArgumentException(
                Invariant($"Expected {targetLength} floats for each of {Count} examples but got {targets.Length}."), nameof(targets));
        }

        _examples = examples;
        _targets = targets;
        ExampleLength = exampleLength;
        TargetLength = targetLength;
        Layout = DatasetLayout.Check(layout, nameof(layout));
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int ExampleLength { get; }

    /// <inheritdoc/>
    public int TargetLength { get; }

    /// <inheritdoc/>
    public InputLayout? Layout { get; }

    /// <inheritdoc/>
    public bool CanReadConcurrently => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Read(int index, Span<float> example, Span<float> target)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        _examples.AsSpan(index * ExampleLength, ExampleLength).CopyTo(example);
        _targets.AsSpan(index * TargetLength, TargetLength).CopyTo(target);
    }
}

using ConvGen.Engine;
using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Examples of another data set, changed at random each time they are read. The changes depend on the seed and on how many examples were read before,
/// so a run of training, which reads in a seeded order, is reproduced with a new data set of the same seed. Reading allocates nothing;
/// targets are passed on as they are.
/// </summary>
public sealed class AugmentedDataset : IDataset
{
    private readonly IDataset _source;
    private readonly Augmentation _augmentation;
    private readonly RandomSource _random;
    private readonly float[] _original;
    private readonly int _height;
    private readonly int _width;
    private readonly int _verticalShift;

    /// <summary>Wraps a data set.</summary>
    /// <param name="source">The examples, planar.</param>
    /// <param name="shape">The shape of one: channels, height and width, or channels and length.</param>
    /// <param name="augmentation">What to do with them.</param>
    /// <param name="seed">Where the random numbers start.</param>
    /// <exception cref="ArgumentException">The shape is not that of the examples, or reflection would reach beyond it.</exception>
    public AugmentedDataset(IDataset source, IReadOnlyList<int> shape, Augmentation augmentation, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(augmentation);
        if (shape.Count is not (2 or 3) || shape.Any(extent => extent < 1) || shape.Aggregate(1L, (product, extent) => product * extent) != source.ExampleLength)
        {
            throw new ArgumentException(
                Invariant($"The shape is C×H×W or C×L and holds the {source.ExampleLength} floats of an example, not {string.Join('×', shape)}."),
                nameof(shape));
        }

        _height = shape.Count == 3 ? shape[1] : 1;
        _width = shape[^1];
        _verticalShift = shape.Count == 3 ? augmentation.Shift : 0;
        if (augmentation.Padding == CropPadding.Reflect && (augmentation.Shift >= _width || _verticalShift >= _height))
        {
            throw new ArgumentException(
                Invariant($"Reflection shifts by less than the extents {string.Join('×', shape.Skip(1))}, not by {augmentation.Shift}."), nameof(augmentation));
        }

        _source = source;
        _augmentation = augmentation;
        _original = new float[source.ExampleLength];
        _random = new RandomSource(RandomSource.Mix((uint)seed, 0));
    }

    /// <inheritdoc/>
    public int Count => _source.Count;

    /// <inheritdoc/>
    public int ExampleLength => _source.ExampleLength;

    /// <inheritdoc/>
    public int TargetLength => _source.TargetLength;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Read(int index, Span<float> example, Span<float> target)
    {
        _source.Read(index, _original, target);
        bool flip = _augmentation.Flip && _random.NextBelow(2) == 1;
        int down = Draw(_verticalShift);
        int right = Draw(_augmentation.Shift);
        for (int row = 0; row < _original.Length / _width; row++)
        {
            int channel = Math.DivRem(row, _height, out int y);
            int from = Outside(y + down, _height);
            var changed = example.Slice(row * _width, _width);
            if (from < 0)
            {
                changed.Clear();
                continue;
            }

            Move(_original.AsSpan((channel * _height + from) * _width, _width), right, changed);
            if (flip)
            {
                changed.Reverse();
            }
        }
    }

    /// <summary>A random shift from −most to most.</summary>
    private int Draw(int most) => most == 0 ? 0 : _random.NextBelow(2 * most + 1) - most;

    private void Move(ReadOnlySpan<float> row, int by, Span<float> changed)
    {
        for (int x = 0; x < changed.Length; x++)
        {
            int from = Outside(x + by, row.Length);
            changed[x] = from < 0 ? 0 : row[from];
        }
    }

    /// <summary>The position of the picture that stands at a place inside or outside of it; −1 for a zero.</summary>
    private int Outside(int place, int extent)
    {
        if ((uint)place < (uint)extent)
        {
            return place;
        }

        return _augmentation.Padding == CropPadding.Zeros ? -1 : place < 0 ? -place : 2 * (extent - 1) - place;
    }
}

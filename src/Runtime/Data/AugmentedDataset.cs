using ConvGen.Engine;
using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Examples of another data set, changed at random each time they are read. The changes depend on the seed and on how many examples were
/// read before, so a run of training, which reads in a seeded order, is reproduced with a new data set of the same seed. Reading allocates
/// nothing; targets are passed on as they are.
/// </summary>
public sealed class AugmentedDataset : IDataset
{
    private readonly IDataset _source;
    private readonly Augmentation _augmentation;
    private readonly RandomSource _random;
    private readonly float[] _original;
    private readonly int[] _columns;
    private readonly int _height;
    private readonly int _width;
    private readonly int _pixelLength;
    private readonly int _verticalShift;

    /// <summary>Wraps a data set.</summary>
    /// <param name="source">The examples.</param>
    /// <param name="shape">The shape of one, whatever its layout: channels, height and width, or channels and length.</param>
    /// <param name="augmentation">What to do with them.</param>
    /// <param name="seed">Where the random numbers start.</param>
    /// <param name="layout">
    /// In which order the elements lie. It need not be told where the data set says it (<see cref="IDataset.Layout"/>), nor for a single
    /// channel.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The shape is not that of the examples, reflection would reach beyond it, or the layout is not known, or another than that of the
    /// data set.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layout.</exception>
    public AugmentedDataset(IDataset source, IReadOnlyList<int> shape, Augmentation augmentation, int seed = 0, InputLayout? layout = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(augmentation);
        DatasetLayout.Check(layout, nameof(layout));
        if (shape.Count is not (2 or 3) || shape.Any(extent => extent < 1) || shape.Aggregate(1L, Times) != source.ExampleLength)
        {
            throw new ArgumentException(
                Invariant($"The shape is C×H×W or C×L and holds the {source.ExampleLength} floats of an example, not {Extents(shape)}."),
                nameof(shape));
        }

        _height = shape.Count == 3 ? shape[1] : 1;
        _width = shape[^1];
        _verticalShift = shape.Count == 3 ? augmentation.Shift : 0;
        if (augmentation.Padding == CropPadding.Reflect && (augmentation.Shift >= _width || _verticalShift >= _height))
        {
            throw new ArgumentException(
                Invariant($"Reflection shifts by less than the extents {Extents(shape.Skip(1))}, not by {augmentation.Shift}."),
                nameof(augmentation));
        }

        Layout = DatasetLayout.Of(source, shape[0], layout, nameof(layout));
        _pixelLength = Layout == InputLayout.Interleaved ? shape[0] : 1;
        _source = source;
        _augmentation = augmentation;
        _original = new float[source.ExampleLength];
        _columns = new int[_width];
        _random = new RandomSource(RandomSource.Mix((uint)seed, 0));

        // More than an example has is no example's length: the product stops there.
        long Times(long product, int extent) => product > source.ExampleLength ? product : product * extent;
    }

    /// <inheritdoc/>
    public int Count => _source.Count;

    /// <inheritdoc/>
    public int ExampleLength => _source.ExampleLength;

    /// <inheritdoc/>
    public int TargetLength => _source.TargetLength;

    /// <inheritdoc/>
    public InputLayout? Layout { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Read(int index, Span<float> example, Span<float> target)
    {
        _source.Read(index, _original, target);
        bool flip = _augmentation.Flip && _random.NextBelow(2) == 1;
        int down = Draw(_verticalShift);
        int right = Draw(_augmentation.Shift);
        for (int x = 0; x < _width; x++)
        {
            _columns[x] = Outside((long)(flip ? _width - 1 - x : x) + right, _width);
        }

        // A line is a row of pixels: of one channel, or of all channels where they stand side by side.
        int length = _width * _pixelLength;
        for (int line = 0; line < _original.Length / length; line++)
        {
            int y = line % _height;
            int from = Outside((long)y + down, _height);
            Span<float> changed = example.Slice(line * length, length);
            if (from < 0)
            {
                changed.Clear();
            }
            else
            {
                Move(_original.AsSpan((line - y + from) * length, length), changed);
            }
        }
    }

    /// <summary>A random shift from −most to most.</summary>
    private int Draw(int most) => most == 0 ? 0 : _random.NextBelow(2 * most + 1) - most;

    private void Move(ReadOnlySpan<float> line, Span<float> changed)
    {
        for (int x = 0; x < _columns.Length; x++)
        {
            int from = _columns[x];
            Span<float> pixel = changed.Slice(x * _pixelLength, _pixelLength);
            if (from < 0)
            {
                pixel.Clear();
            }
            else
            {
                line.Slice(from * _pixelLength, _pixelLength).CopyTo(pixel);
            }
        }
    }

    /// <summary>The position of the picture that stands at a place inside or outside of it; −1 for a zero.</summary>
    private int Outside(long place, int extent)
    {
        if (place >= 0 && place < extent)
        {
            return (int)place;
        }

        return _augmentation.Padding == CropPadding.Zeros ? -1 : (int)(place < 0 ? -place : 2L * (extent - 1) - place);
    }

    private static string Extents(IEnumerable<int> shape) => string.Join('×', shape.Select(extent => Invariant($"{extent}")));
}

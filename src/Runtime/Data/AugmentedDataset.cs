using ConvGen.Engine;
using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Examples of another data set, changed at random each time they are read. The changes depend on the seed, the epoch
/// (<see cref="BeginEpoch"/>) and the index of an example alone, whatever was read before and by which thread. Reading allocates nothing
/// once every thread has read. Targets are passed on as they are, except masks and boxes, which change as the picture does.
/// </summary>
public sealed class AugmentedDataset : IDataset
{
    private readonly IDataset _source;
    private readonly Augmentation _augmentation;
    private readonly TargetPart[] _targets;
    private readonly PictureForm _before;
    private readonly PictureForm _after;
    private readonly int _verticalShift;
    private readonly ulong _seed;
    private readonly ScratchPool<AugmentationScratch> _scratch;
    private ulong _epochKey;

    /// <summary>Wraps a data set.</summary>
    /// <param name="source">The examples.</param>
    /// <param name="shape">The shape of one, whatever its layout: channels, height and width, or channels and length.</param>
    /// <param name="augmentation">What to do with them.</param>
    /// <param name="seed">Where the random numbers start.</param>
    /// <param name="layout">
    /// In which order the elements lie. It need not be told where the data set says it (<see cref="IDataset.Layout"/>), nor for a single
    /// channel.
    /// </param>
    /// <param name="targets">
    /// What the targets are, one part after another; null where none of them has a place in the picture.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The shape is not that of the examples, the augmentation cannot be applied to it, the layout is not known, or another than that of
    /// the data set, or the targets are not as long as the data set's.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layout.</exception>
    public AugmentedDataset(
        IDataset source,
        IReadOnlyList<int> shape,
        Augmentation augmentation,
        int seed = 0,
        InputLayout? layout = null,
        IReadOnlyList<TargetPart>? targets = null)
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

        Layout = DatasetLayout.Of(source, shape[0], layout, nameof(layout));
        _before = new PictureForm(shape[0], shape.Count == 3 ? shape[1] : 1, shape[^1], Layout.Value);
        _after = _before.Resized(augmentation.Crop?.Height ?? _before.Height, augmentation.Crop?.Width ?? _before.Width);
        AugmentationRules.Check(augmentation, _before, _after, shape.Count == 3, nameof(augmentation));
        _verticalShift = shape.Count == 3 ? augmentation.Shift : 0;
        _targets = PartsOf(source, targets);
        TargetLength = checked((int)_targets.Sum(part => part.LengthOf(_after)));
        _source = source;
        _augmentation = augmentation;
        _seed = RandomSource.Mix((uint)seed, 0);
        _epochKey = RandomSource.Mix(_seed, 0);
        _scratch = new ScratchPool<AugmentationScratch>(() => new AugmentationScratch(
            augmentation, _before, _after, Math.Max(source.TargetLength, TargetLength)));

        // More than an example has is no example's length: the product stops there.
        long Times(long product, int extent) => product > source.ExampleLength ? product : product * extent;
    }

    /// <inheritdoc/>
    public int Count => _source.Count;

    /// <inheritdoc/>
    /// <remarks>Another than that of the source where <see cref="RandomResizedCrop"/> says another size.</remarks>
    public int ExampleLength => _after.Length;

    /// <inheritdoc/>
    /// <remarks>Another than that of the source where masks get another size.</remarks>
    public int TargetLength { get; }

    /// <inheritdoc/>
    public InputLayout? Layout { get; }

    /// <inheritdoc/>
    public bool CanReadConcurrently => _source.CanReadConcurrently;

    /// <inheritdoc/>
    public void BeginEpoch(int epoch, ReadOnlySpan<int> order)
    {
        _epochKey = RandomSource.Mix(_seed, (uint)epoch);
        _source.BeginEpoch(epoch, order);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Read(int index, Span<float> example, Span<float> target)
    {
        AugmentationScratch scratch = _scratch.Rent();
        try
        {
            _source.Read(index, scratch.Picture.AsSpan(0, _source.ExampleLength), scratch.Target.AsSpan(0, _source.TargetLength));
            scratch.Random.Restart(RandomSource.Mix(_epochKey, (uint)index));
            scratch.Begin(_before);
            Change(scratch);
            scratch.Picture.AsSpan(0, ExampleLength).CopyTo(example);
            scratch.Target.AsSpan(0, TargetLength).CopyTo(target);
        }
        finally
        {
            _scratch.Return(scratch);
        }
    }

    private void Change(AugmentationScratch scratch)
    {
        RandomSource random = scratch.Random;
        if (_augmentation.Crop is { } crop)
        {
            scratch.Move(ResizedCrop.Draw(random, crop, _before, _after, scratch.Resize!), _after, _targets);
        }

        if (_augmentation.Flip || _augmentation.Shift > 0)
        {
            var moved = ShiftAndFlip.Draw(
                random, _augmentation.Flip, _verticalShift, _augmentation.Shift, _after, _augmentation.Padding, scratch.Columns);
            scratch.Move(moved, _after, _targets);
        }

        if (_augmentation.Rotation > 0)
        {
            scratch.Move(Rotation.Draw(random, _augmentation.Rotation, _after, _augmentation.Padding), _after, _targets);
        }

        Span<float> picture = scratch.Picture.AsSpan(0, _after.Length);
        if (_augmentation.Color is { } color)
        {
            ColorChange.Draw(random, color).Apply(_after, picture);
        }

        if (_augmentation.Erasing is { } erasing)
        {
            ErasedBox.Draw(random, erasing, _after).Apply(random, erasing, _after, picture);
        }
    }

    private TargetPart[] PartsOf(IDataset source, IReadOnlyList<TargetPart>? targets)
    {
        TargetPart[] parts = targets is null ? [TargetPart.Values(source.TargetLength)] : [.. targets];
        if (parts.Any(part => part is null))
        {
            throw new ArgumentException("A part of the targets is null.", nameof(targets));
        }

        return parts.Sum(part => part.LengthOf(_before)) == source.TargetLength
            ? parts
            : throw new ArgumentException(
                Invariant($"The targets of an example are {source.TargetLength} floats, which is not ")
                    + Invariant($"{string.Join(" and ", (object[])parts)} for pictures of {_before.Height}×{_before.Width}."),
                nameof(targets));
    }

    private static string Extents(IEnumerable<int> shape) => string.Join('×', shape.Select(extent => Invariant($"{extent}")));
}

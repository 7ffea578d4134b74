using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Kernels.Movement;

/// <summary>Where a lane of a block comes from.</summary>
internal enum PickedKind
{
    /// <summary>It is read.</summary>
    Read,

    /// <summary>It stays as it is: another operation writes it.</summary>
    Kept,

    /// <summary>It is zero: no channel is there.</summary>
    Zero,
}

/// <summary>What one lane of a block becomes.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Block">Which of the blocks that are read it comes from.</param>
/// <param name="Lane">The lane there.</param>
internal readonly record struct PickedLane(PickedKind Kind, int Block = 0, int Lane = 0);

/// <summary>What a block of 16 channels is made of.</summary>
/// <param name="Blocks">The blocks that are read, in the order in which lanes name them.</param>
/// <param name="Lanes">What each of its lanes becomes.</param>
internal sealed record ChannelPick(EquatableArray<int> Blocks, EquatableArray<PickedLane> Lanes)
{
    /// <summary>The blocks that channels go to.</summary>
    /// <param name="sources">For each channel the one that it is a copy of.</param>
    /// <param name="first">The first lane of the first block that is written.</param>
    /// <param name="end">Channels, counted from the first block on, behind which there are none.</param>
    public static EquatableArray<ChannelPick> Of(IReadOnlyList<int> sources, int first, int end)
    {
        const int size = ValueLayout.BlockSize;
        return Enumerable.Range(0, ValueLayout.CeilDiv(first + sources.Count, size))
            .Select(block => Block([.. Enumerable.Range((block * size) - first, size).Select(channel =>
                channel >= 0 && channel < sources.Count ? sources[channel] : (int?)null)], end - (block * size)))
            .ToEquatableArray();
    }

    private static ChannelPick Block(IReadOnlyList<int?> sources, int channels)
    {
        const int size = ValueLayout.BlockSize;
        List<int> blocks = [.. sources.OfType<int>().Select(source => source / size).Distinct()];
        return new(
            blocks.ToEquatableArray(),
            sources.Select((source, lane) => source is { } channel
                ? new PickedLane(PickedKind.Read, blocks.IndexOf(channel / size), channel % size)
                : new PickedLane(lane < channels ? PickedKind.Kept : PickedKind.Zero)).ToEquatableArray());
    }
}

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
/// <param name="Source">Which of the blocks that are read it comes from.</param>
/// <param name="Lane">The lane there.</param>
internal readonly record struct PickedLane(PickedKind Kind, int Source = 0, int Lane = 0);

/// <summary>A channel that is read.</summary>
/// <param name="Channel">Which.</param>
/// <param name="Start">Its first position, in floats from that of the map.</param>
internal readonly record struct PickedChannel(int Channel, int Start);

/// <summary>What a block of 16 channels is made of.</summary>
/// <param name="Sources">Where the blocks that are read begin, in the order in which lanes name them.</param>
/// <param name="Lanes">What each of its lanes becomes.</param>
/// <param name="Target">Where it begins.</param>
internal sealed record ChannelPick(EquatableArray<int> Sources, EquatableArray<PickedLane> Lanes, int Target)
{
    /// <summary>The blocks that channels go to.</summary>
    /// <param name="channels">For each channel the one that it is a copy of.</param>
    /// <param name="blockStride">Distance between the blocks that are read.</param>
    /// <param name="first">The first lane of the first block that is written.</param>
    /// <param name="end">Channels, counted from the first block on, behind which there are none.</param>
    /// <param name="target">Where the first block begins.</param>
    /// <param name="targetStride">Distance between the blocks that are written.</param>
    public static IEnumerable<ChannelPick> Of(
        IReadOnlyList<PickedChannel> channels, int blockStride, int first, int end, int target, int targetStride)
    {
        const int size = ValueLayout.BlockSize;
        return Enumerable.Range(0, ValueLayout.CeilDiv(first + channels.Count, size)).Select(block => Block(
            [.. Enumerable.Range((block * size) - first, size)
                .Select(channel => channel >= 0 && channel < channels.Count ? channels[channel] : (PickedChannel?)null)],
            blockStride,
            end - (block * size),
            target + (block * targetStride)));
    }

    private static ChannelPick Block(IReadOnlyList<PickedChannel?> channels, int blockStride, int count, int target)
    {
        const int size = ValueLayout.BlockSize;
        int StartOf(PickedChannel picked) => (picked.Channel / size * blockStride) + picked.Start;
        List<int> sources = [.. channels.OfType<PickedChannel>().Select(StartOf).Distinct()];
        return new(
            sources.ToEquatableArray(),
            channels.Select((channel, lane) => channel is { } picked
                ? new PickedLane(PickedKind.Read, sources.IndexOf(StartOf(picked)), picked.Channel % size)
                : new PickedLane(lane < count ? PickedKind.Kept : PickedKind.Zero)).ToEquatableArray(),
            target);
    }
}

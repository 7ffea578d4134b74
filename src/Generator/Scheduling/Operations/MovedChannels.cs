using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels;
using ConvGen.Generator.Kernels.Movement;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Scheduling.Operations;

/// <summary>
/// Steps that bring channels to other places: by vectors where both values lie in blocks or the one that is written is planar, otherwise
/// number by number.
/// </summary>
internal static class MovedChannels
{
    /// <summary>Adds the step.</summary>
    /// <param name="schedule">Takes it.</param>
    /// <param name="copy">What goes where.</param>
    /// <param name="source">The value that is read.</param>
    /// <param name="destination">The value that is written.</param>
    /// <param name="isPreparation">Whether the step only prepares another of its layer.</param>
    public static void Add(
        ScheduleBuilder schedule, ChannelCopyKernel copy, Value source, Value destination, bool isPreparation = false)
    {
        Move[] moves = [.. Enumerable.Range(0, copy.Channels).Select(step => Move.Of(copy, step))];
        EmittedKernel kernel = Rows(copy, moves, destination) ?? Picks(copy, moves, source, destination) ?? (EmittedKernel)copy;
        schedule.Add(kernel, isPreparation, ScheduleBuilder.At(source), ScheduleBuilder.At(destination));
    }

    // Steps that write neighbours of a row in turn make it together.
    private static PlanarRowKernel? Rows(ChannelCopyKernel copy, Move[] moves, Value destination)
    {
        Strides from = copy.From.Walk(copy.Input), to = copy.To.Walk(copy.Output);
        if (!destination.IsPlanar || copy.Accumulates || !PlanarRowKernel.Supports(copy.Size.Width))
        {
            return null;
        }

        Move[] inOrder = [.. moves.OrderBy(move => move.To)];
        WovenRow[] rows = [.. Enumerable.Range(0, moves.Length / to.Pixel).Select(row => new WovenRow(
            Enumerable.Range(row * to.Pixel, to.Pixel).Select(step => inOrder[step].From).ToEquatableArray(), inOrder[row * to.Pixel].To))];
        return rows.Length > PlanarRowKernel.MaxRows ? null : new(rows.ToEquatableArray(), copy.Size, from, to);
    }

    // Steps that write the same position make blocks together.
    private static ChannelPickKernel? Picks(ChannelCopyKernel copy, Move[] moves, Value source, Value destination)
    {
        const int block = ValueLayout.BlockSize;
        if (source.IsPlanar || destination.IsPlanar)
        {
            return null;
        }

        List<ChannelPick> picks = [];
        foreach (IGrouping<int, Move> position in moves.GroupBy(move => move.ToStart))
        {
            Move[] inOrder = [.. position.OrderBy(move => move.ToChannel)];
            int first = inOrder[0].ToChannel, firstBlock = first / block;
            picks.AddRange(ChannelPick.Of(
                [.. inOrder.Select(move => move.Picked)],
                copy.Input.Block,
                first % block,
                destination.Channels - (firstBlock * block),
                position.Key + (firstBlock * copy.Output.Block),
                copy.Output.Block));
        }

        return picks.Count > ChannelPickKernel.MaxBlocks
            ? null
            : new(picks.ToEquatableArray(), copy.Size, copy.From.Walk(copy.Input), copy.To.Walk(copy.Output), copy.Accumulates);
    }

    /// <summary>What a step brings where.</summary>
    /// <param name="Picked">What it reads.</param>
    /// <param name="From">Where it begins to read.</param>
    /// <param name="ToChannel">The channel that it writes.</param>
    /// <param name="ToStart">The first position that it writes, from that of the map.</param>
    /// <param name="To">Where it begins to write.</param>
    private readonly record struct Move(PickedChannel Picked, int From, int ToChannel, int ToStart, int To)
    {
        public static Move Of(ChannelCopyKernel copy, int step)
        {
            var picked = new PickedChannel(copy.From.ChannelOf(step), copy.From.StartOf(step, copy.Input));
            (int channel, int start) = (copy.To.ChannelOf(step), copy.To.StartOf(step, copy.Output));
            return new(picked, Place(picked.Channel, copy.Input) + picked.Start, channel, start, Place(channel, copy.Output) + start);
        }

        private static int Place(int channel, Strides strides) =>
            (channel / ValueLayout.BlockSize * strides.Block) + (channel % ValueLayout.BlockSize * strides.Channel);
    }
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Movement;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Scheduling.Operations;

/// <summary>Steps that bring channels to other places: by vectors where both values lie in blocks, otherwise number by number.</summary>
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
        const int block = ValueLayout.BlockSize;
        if (source.IsPlanar || destination.IsPlanar || !ChannelPickKernel.Supports(copy.Channels) || Moves(copy) is not { } moves)
        {
            schedule.Add(copy, isPreparation, ScheduleBuilder.At(source), ScheduleBuilder.At(destination));
            return;
        }

        (int From, int To)[] inOrder = [.. moves.OrderBy(move => move.To)];
        int first = inOrder[0].To, firstBlock = first / block;
        var kernel = new ChannelPickKernel(
            ChannelPick.Of(
                [.. inOrder.Select(move => move.From)], first % block, destination.Channels - (firstBlock * block)),
            copy.Size,
            copy.Input,
            copy.Output,
            copy.Accumulates);
        schedule.Add(
            kernel, isPreparation, ScheduleBuilder.At(source), ScheduleBuilder.At(destination, firstBlock * destination.Strides.Block));
    }

    // Where each channel goes; null where parts of channels go apart.
    private static (int From, int To)[]? Moves(ChannelCopyKernel copy)
    {
        var moves = new List<(int, int)>();
        for (int step = 0; step < copy.Channels; step++)
        {
            if (copy.From.ChannelOf(step) is not { } from || copy.To.ChannelOf(step) is not { } to)
            {
                return null;
            }

            moves.Add((from, to));
        }

        return [.. moves];
    }
}

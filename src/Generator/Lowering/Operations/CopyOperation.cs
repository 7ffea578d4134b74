using ConvGen.Generator.Kernels;
using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Movement;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Copies channels of one value to channels of another of the same extents, or adds them.</summary>
internal sealed class CopyOperation(
    string layer, Value source, Value destination, bool accumulates, int channels = 0, int firstSource = 0, int firstDestination = 0) : Operation(layer)
{
    /// <summary>Whether it only brings a value into the form in which its layer's own operation reads it.</summary>
    public bool IsPreparation { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => accumulates ? [source, destination] : [source];

    /// <inheritdoc/>
    public override Value? Writes => destination;

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == source;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        const int block = ValueLayout.BlockSize;
        int count = channels == 0 ? source.Channels : channels;
        Lattice from = source.Lattice, to = destination.Lattice;
        // The channels that fill up a last block may come along where nothing else is in it.
        bool whole = count % block == 0 || count == destination.Channels;
        if (!source.IsPlanar && !destination.IsPlanar && whole && firstSource % block == 0 && firstDestination % block == 0)
        {
            var copy = new ElementwiseKernel(
                new CopyFunction(), ValueLayout.CeilDiv(count, block), source.Size, new EquatableArray<Lattice>([from]), to, accumulates);
            schedule.Add(
                copy,
                IsPreparation,
                ScheduleBuilder.At(source, firstSource / block * from.Block),
                ScheduleBuilder.At(destination, firstDestination / block * to.Block));
            return;
        }

        var channelCopy = new ChannelCopyKernel(
            count, source.Size, from, new ChannelRange(firstSource), to, new ChannelRange(firstDestination), accumulates);
        schedule.Add(channelCopy, IsPreparation, ScheduleBuilder.At(source), ScheduleBuilder.At(destination));
    }
}

using ConvGen.Generator.Kernels.Movement;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Brings every number of one value to its place in another that has as many: channels in another order, or as positions.</summary>
/// <param name="layer">The layer that it belongs to.</param>
/// <param name="source">What is read.</param>
/// <param name="from">Where a step reads.</param>
/// <param name="destination">What is written.</param>
/// <param name="to">Where a step writes.</param>
/// <param name="accumulates">Whether the destination is added to.</param>
internal sealed class ChannelMoveOperation(
    string layer, Value source, ChannelRule from, Value destination, ChannelRule to, bool accumulates) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => accumulates ? [source, destination] : [source];

    /// <inheritdoc/>
    public override Value? Writes => destination;

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == source;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        // A step is a map of the value with more channels, which is the smaller one.
        Value steps = source.Channels >= destination.Channels ? source : destination;
        schedule.Step(
            new ChannelCopyKernel(steps.Channels, steps.Size, source.Lattice, from, destination.Lattice, to, accumulates),
            ScheduleBuilder.At(source),
            ScheduleBuilder.At(destination));
    }
}

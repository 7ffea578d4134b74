using ConvGen.Generator.Kernels.Movement;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>
/// Makes a vector of a map in C·D·H·W order, or, as its gradient, a map of a vector. The map may be a part of the vector, from its element
/// <paramref name="first"/> on.
/// </summary>
internal sealed class FlattenOperation(string layer, Value source, Value destination, bool accumulates, int first = 0) : Operation(layer)
{
    /// <summary>Whether the channels of a position lie side by side in the vector: D·H·W·C order.</summary>
    public bool ChannelsLast { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => accumulates ? [source, destination] : [source];

    /// <inheritdoc/>
    public override Value? Writes => destination;

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == source;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        // A vector has at least as many channels as a map that is part of it.
        bool toVector = destination.Channels >= source.Channels;
        Value map = toVector ? source : destination;
        Value vector = toVector ? destination : source;
        schedule.Step(
            new FlattenKernel(map.Channels, map.Size, map.Lattice, vector.Layout.ExampleStride, toVector, accumulates, ChannelsLast),
            ScheduleBuilder.At(source, toVector ? 0 : first),
            ScheduleBuilder.At(destination, toVector ? first : 0));
    }
}

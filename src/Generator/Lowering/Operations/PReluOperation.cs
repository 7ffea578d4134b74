using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>An element-by-element function that reads the slopes of a learned rectifier: the rectifier itself, or its gradient to the input.</summary>
internal sealed class PReluOperation(
    string layer, ElementwiseFunction function, string slopes, bool perChannel, IReadOnlyList<Value> inputs, Value output, bool accumulates = false)
    : ElementwiseOperation(layer, function, inputs, output, accumulates)
{
    private readonly int _channels = output.Channels;

    // One slope for each channel, the same for all where they share it.
    /// <inheritdoc/>
    protected override IEnumerable<Operand> ChannelOperands(ScheduleBuilder schedule)
    {
        var map = new WeightMapText(new ChannelGroups(1, _channels, 1), WindowGeometry.Pointwise, 0, perChannel ? 1 : 0, 0, 0, 0, 0, 0);
        return [schedule.Packed(map.Length, to =>
            $"{Names.Packing}.Convolution({schedule.PackSource(slopes)}, {WeightedOperation.NoReference}, {to}, {map.Expression()});").Operand];
    }
}

using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Batch normalisation by running statistics that could not be folded into a layer before it: one multiply-add per element.</summary>
internal sealed class AffineOperation(string layer, BatchNormTensors norm, Value input, Value output)
    : ElementwiseOperation(layer, new AffineFunction(Activation.Identity), [input], output), IFusesActivation
{
    private readonly Value _output = output;

    /// <inheritdoc/>
    public Activation Activation { get; set; } = Activation.Identity;

    /// <inheritdoc/>
    protected override ElementwiseFunction Function => new AffineFunction(Activation);

    /// <inheritdoc/>
    protected override IEnumerable<Operand> ChannelOperands(ScheduleBuilder schedule)
    {
        (PackedRegion scale, PackedRegion shift) = schedule.Packed(_output.Channels, (scaleTo, shiftTo) =>
            $"{Names.Packing}.FoldBatchNorm({schedule.PackSource(norm.Scale)}, {schedule.PackSource(norm.Shift)}, {schedule.PackSource(norm.Mean)}, {schedule.PackSource(norm.Variance)}, ref {Names.Unsafe}.NullRef<float>(), {scaleTo}, {shiftTo}, {Of(_output.Channels)}, {WeightedOperation.Number(norm.Epsilon)});");
        return [scale.Operand, shift.Operand];
    }
}

using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of taking some channels: those channels have it, the others have none.</summary>
internal sealed class ChannelRangeGradientOperation(string layer, Value outputGradient, Value inputGradient, bool accumulates, int first)
    : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => accumulates ? [outputGradient, inputGradient] : [outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => inputGradient;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        if (!accumulates)
        {
            var clear = new ElementwiseKernel(
                new FillFunction(HasBias: false, HasResidual: false, Activation.Identity),
                inputGradient.Layout.Blocks,
                inputGradient.Size,
                EquatableArray<Lattice>.Empty,
                inputGradient.Lattice,
                Accumulates: false);
            schedule.Prepare(clear, ScheduleBuilder.At(inputGradient));
        }

        new CopyOperation(Layer, outputGradient, inputGradient, accumulates, outputGradient.Channels, 0, first).Schedule(schedule);
    }
}

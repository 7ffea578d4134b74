using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of batch normalisation to its input.</summary>
internal sealed class BatchNormInputGradientOperation(string layer, BatchNormMemory memory, Value input, Value outputGradient, Value inputGradient, bool accumulates)
    : ElementwiseOperation(layer, new BatchNormGradientFunction(), [input, outputGradient], inputGradient, accumulates)
{
    /// <inheritdoc/>
    protected override IEnumerable<Operand> ChannelOperands(ScheduleBuilder schedule) =>
        [memory.Coefficient(schedule, "a"), memory.Coefficient(schedule, "b"), memory.Coefficient(schedule, "c")];
}

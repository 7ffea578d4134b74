using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of batch normalisation to its input.</summary>
internal sealed class BatchNormInputGradientOperation(
    string layer, bool frozen, BatchNormMemory memory, Value input, Value outputGradient, Value inputGradient, bool accumulates)
    : ElementwiseOperation(
        layer,
        frozen ? new FrozenBatchNormGradientFunction() : new BatchNormGradientFunction(),
        frozen ? [outputGradient] : [input, outputGradient],
        inputGradient,
        accumulates)
{
    /// <inheritdoc/>
    protected override IEnumerable<Operand> ChannelOperands(ScheduleBuilder schedule) => frozen
        ? [memory.Coefficient(schedule, "a")]
        : [memory.Coefficient(schedule, "a"), memory.Coefficient(schedule, "b"), memory.Coefficient(schedule, "c"), memory.Means(schedule)];
}

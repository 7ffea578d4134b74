using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradients to scale and shift, and the coefficients of the gradient to the input.</summary>
internal sealed class BatchNormGradientOperation(string layer, BatchNormTensors norm, bool frozen, BatchNormMemory memory, Value input, Value outputGradient)
    : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input, outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        Operand means = frozen ? schedule.Tensor(norm.Mean) : memory.Means(schedule);
        Operand inverses = frozen
            ? schedule.Packed(input.Channels, to =>
                $"{Names.Packing}.InverseDeviation({schedule.PackSource(norm.Variance)}, {to}, {Of(input.Channels)}, {WeightedOperation.Number(norm.Epsilon)});").Operand
            : memory.Inverses(schedule);
        var kernel = new BatchNormGradientKernel(input.Layout.Blocks, input.Size, input.Lattice, outputGradient.Lattice, frozen);
        Operand[] coefficients = [memory.Coefficient(schedule, "a"), .. frozen
            ? Array.Empty<Operand>()
            : [memory.Rests(schedule), memory.Coefficient(schedule, "b"), memory.Coefficient(schedule, "c")]];
        schedule.Step(
            kernel,
            [
                ScheduleBuilder.At(input),
                ScheduleBuilder.At(outputGradient),
                schedule.Tensor(norm.Scale),
                means,
                inverses,
                schedule.Gradient(norm.Scale),
                schedule.Gradient(norm.Shift),
                .. coefficients,
            ]);
    }
}

using ConvGen.Generator.Kernels.Maxout;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of maxout to its input: the first maximum of a group takes it.</summary>
internal sealed class MaxoutGradientOperation(
    string layer, int pieces, Value input, Value output, Value outputGradient, Value inputGradient, bool accumulates) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => accumulates ? [input, output, outputGradient, inputGradient] : [input, output, outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => inputGradient;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Step(
        new MaxoutGradientKernel(
            new PieceGroups(output.Channels, pieces, output.Size),
            input.Lattice,
            output.Lattice,
            outputGradient.Lattice,
            inputGradient.Lattice,
            accumulates),
        ScheduleBuilder.At(input),
        ScheduleBuilder.At(output),
        ScheduleBuilder.At(outputGradient),
        ScheduleBuilder.At(inputGradient));
}

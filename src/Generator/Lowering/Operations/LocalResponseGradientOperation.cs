using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of local response normalisation to its input.</summary>
internal sealed class LocalResponseGradientOperation(
    string layer, LocalResponse norm, Value input, Value outputGradient, Value inputGradient, bool accumulates) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => accumulates ? [input, outputGradient, inputGradient] : [input, outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => inputGradient;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        var kernel = new LocalResponseGradientKernel(norm, input.Lattice, outputGradient.Lattice, inputGradient.Lattice, accumulates);
        schedule.Step(
            kernel,
            ScheduleBuilder.At(input),
            ScheduleBuilder.At(outputGradient),
            schedule.Workspace(kernel.WorkspaceLength),
            ScheduleBuilder.At(inputGradient));
    }
}

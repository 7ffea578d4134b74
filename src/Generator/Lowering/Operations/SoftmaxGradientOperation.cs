using ConvGen.Generator.Kernels.Softmax;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of softmax, or of its logarithm, to its input.</summary>
internal sealed class SoftmaxGradientOperation(
    string layer, Value output, Value outputGradient, Value inputGradient, bool isLogarithm, bool accumulates)
    : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => accumulates ? [output, outputGradient, inputGradient] : [output, outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => inputGradient;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Step(
        new SoftmaxGradientKernel(output.Channels, output.Size, output.Lattice, outputGradient.Lattice, inputGradient.Lattice, isLogarithm, accumulates),
        ScheduleBuilder.At(output),
        ScheduleBuilder.At(outputGradient),
        ScheduleBuilder.At(inputGradient));
}

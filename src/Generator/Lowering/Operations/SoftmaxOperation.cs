using ConvGen.Generator.Kernels.Softmax;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Softmax over channels, or its logarithm.</summary>
internal sealed class SoftmaxOperation(string layer, Value input, Value output, bool isLogarithm) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input];

    /// <inheritdoc/>
    public override Value? Writes => output;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Step(
        new SoftmaxKernel(input.Channels, input.Size, input.Lattice, output.Lattice, isLogarithm), ScheduleBuilder.At(input), ScheduleBuilder.At(output));
}

using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Means of gradients over what is normalised together.</summary>
internal sealed class SetGradientOperation(ExampleNormalisation norm, Value input, Value statistics, Value outputGradient, Value means) : Operation(norm.Layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input, statistics, outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => means;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Step(
        new SetGradientKernel(norm.Sets, input.Lattice, outputGradient.Lattice, statistics.Lattice, norm.IsCentred, norm.Scale),
        [
            ScheduleBuilder.At(input),
            ScheduleBuilder.At(outputGradient),
            .. norm.Parts(statistics),
            .. norm.Learned(schedule, norm.ScaleTensor),
            .. norm.Parts(means),
        ]);
}

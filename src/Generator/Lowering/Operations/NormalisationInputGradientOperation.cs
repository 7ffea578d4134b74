using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Gradient of a normalisation by the statistics of each example to its input.</summary>
internal sealed class NormalisationInputGradientOperation(
    ExampleNormalisation norm, Value input, Value statistics, Value outputGradient, Value means, Value inputGradient, bool accumulates) : Operation(norm.Layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads =>
        accumulates ? [input, statistics, outputGradient, means, inputGradient] : [input, statistics, outputGradient, means];

    /// <inheritdoc/>
    public override Value? Writes => inputGradient;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Step(
        new NormalisationInputGradientKernel(
            norm.Sets, input.Lattice, outputGradient.Lattice, statistics.Lattice, inputGradient.Lattice, norm.IsCentred, norm.Scale, accumulates),
        [
            ScheduleBuilder.At(input),
            ScheduleBuilder.At(outputGradient),
            .. norm.Parts(statistics),
            .. norm.Learned(schedule, norm.ScaleTensor),
            .. norm.Parts(means),
            ScheduleBuilder.At(inputGradient),
        ]);
}

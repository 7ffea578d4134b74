using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Normalises by the statistics of each example.</summary>
internal sealed class NormaliseOperation(ExampleNormalisation norm, Value input, Value statistics, Value output) : Operation(norm.Layer), IFusesActivation
{
    /// <inheritdoc/>
    public Activation Activation { get; set; } = Activation.Identity;

    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input, statistics];

    /// <inheritdoc/>
    public override Value? Writes => output;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Step(
        new NormaliseKernel(norm.Sets, input.Lattice, statistics.Lattice, output.Lattice, norm.IsCentred, norm.Scale, norm.Shift, Activation),
        [
            ScheduleBuilder.At(input),
            .. norm.Parts(statistics),
            .. norm.Learned(schedule, norm.ScaleTensor),
            .. norm.Learned(schedule, norm.ShiftTensor),
            ScheduleBuilder.At(output),
        ]);
}

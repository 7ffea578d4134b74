using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Minibatch statistics, and the running ones that follow them.</summary>
internal sealed class BatchNormStatisticsOperation(string layer, BatchNormTensors norm, double momentum, BatchNormMemory memory, Value input) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        var kernel = new BatchNormStatisticsKernel(input.Layout.Blocks, input.Size, input.Lattice, norm.Epsilon, momentum);
        schedule.Step(
            kernel,
            ScheduleBuilder.At(input),
            schedule.Tensor(norm.Scale),
            schedule.Tensor(norm.Shift),
            schedule.Tensor(norm.Mean),
            schedule.Tensor(norm.Variance),
            memory.Means(schedule),
            memory.Rests(schedule),
            memory.Inverses(schedule),
            memory.Scales(schedule),
            memory.Shifts(schedule));
    }
}

using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Mean and inverse deviation of what is normalised together.</summary>
internal sealed class SetStatisticsOperation(ExampleNormalisation norm, Value input, Value statistics) : Operation(norm.Layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input];

    /// <inheritdoc/>
    public override Value? Writes => statistics;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        var kernel = new SetStatisticsKernel(norm.Sets, input.Lattice, statistics.Lattice, norm.IsCentred, norm.Epsilon);
        IEnumerable<Operand> workspace = kernel.WorkspaceLength > 0 ? [schedule.Workspace(kernel.WorkspaceLength)] : [];
        schedule.Step(kernel, [ScheduleBuilder.At(input), .. norm.Parts(statistics), .. workspace]);
    }
}

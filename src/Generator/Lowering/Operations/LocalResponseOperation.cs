using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Local response normalisation.</summary>
internal sealed class LocalResponseOperation(string layer, LocalResponse norm, Value input, Value output) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input];

    /// <inheritdoc/>
    public override Value? Writes => output;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        var kernel = new LocalResponseKernel(norm, input.Lattice, output.Lattice);
        schedule.Step(kernel, ScheduleBuilder.At(input), schedule.Workspace(kernel.WorkspaceLength), ScheduleBuilder.At(output));
    }
}

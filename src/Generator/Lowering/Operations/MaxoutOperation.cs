using ConvGen.Generator.Kernels.Maxout;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>The maximum over groups of neighbouring channels.</summary>
internal sealed class MaxoutOperation(string layer, int pieces, Value input, Value output) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input];

    /// <inheritdoc/>
    public override Value? Writes => output;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        var groups = new PieceGroups(output.Channels, pieces, output.Size);
        schedule.Step(new MaxoutKernel(groups, input.Lattice, output.Lattice), ScheduleBuilder.At(input), ScheduleBuilder.At(output));
    }
}

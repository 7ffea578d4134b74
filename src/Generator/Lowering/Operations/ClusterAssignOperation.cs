using ConvGen.Generator.Kernels.Clusters;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Assigns each position of a map to the nearest codeword.</summary>
internal sealed class ClusterAssignOperation(string layer, string codewords, Value input, Clustering clusters) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input];

    /// <inheritdoc/>
    public override Value? Writes => clusters.Assignment;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        int count = clusters.Counts.Size.Positions;
        PackedRegion packed = schedule.Packed(count * ValueLayout.Whole(input.Channels), to =>
            $"{Names.Packing}.PaddedRows({schedule.PackSource(codewords)}, {to}, {Of(count)}, {Of(input.Channels)});");
        schedule.Step(
            new ClusterAssignKernel(input.Channels, count, input.Size, input.Lattice, clusters.Assignment.Lattice),
            ScheduleBuilder.At(input),
            packed.Operand,
            ScheduleBuilder.At(clusters.Assignment));
    }
}

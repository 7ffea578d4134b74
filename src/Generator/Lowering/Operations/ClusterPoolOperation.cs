using ConvGen.Generator.Kernels.Clusters;
using ConvGen.Generator.Kernels.Pooling;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Pools the positions of each cluster.</summary>
internal sealed class ClusterPoolOperation(string layer, CombiningPoolKind kind, Clustering clusters, Value input, Value pooled) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input, clusters.Assignment, clusters.Counts];

    /// <inheritdoc/>
    public override Value? Writes => pooled;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Step(
        new ClusterPoolKernel(
            kind,
            new ClusterMap(input.Layout.Blocks, pooled.Size.Positions, input.Size, clusters.Assignment.Lattice, clusters.Counts.Lattice),
            input.Lattice,
            pooled.Lattice),
        ScheduleBuilder.At(input),
        ScheduleBuilder.At(clusters.Assignment),
        ScheduleBuilder.At(clusters.Counts),
        ScheduleBuilder.At(pooled));
}

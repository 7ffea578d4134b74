using ConvGen.Generator.Kernels.Clusters;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Counts the positions of each cluster.</summary>
internal sealed class ClusterCountOperation(string layer, Clustering clusters) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [clusters.Assignment];

    /// <inheritdoc/>
    public override Value? Writes => clusters.Counts;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule) => schedule.Step(
        new ClusterCountKernel(clusters.Counts.Size.Positions, clusters.Assignment.Size, clusters.Assignment.Lattice, clusters.Counts.Lattice),
        ScheduleBuilder.At(clusters.Assignment),
        ScheduleBuilder.At(clusters.Counts));
}

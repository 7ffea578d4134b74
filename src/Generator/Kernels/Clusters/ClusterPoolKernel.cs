using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Clusters;

/// <summary>Pools the positions of each cluster apart; a cluster without positions has 0.</summary>
/// <param name="Kind">What is pooled how.</param>
/// <param name="Map">The map and its clusters.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the result, which has a position for each cluster.</param>
internal sealed record ClusterPoolKernel(CombiningPoolKind Kind, ClusterMap Map, Strides Input, Strides Output) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => $"Cluster{Kind.Name}";

    /// <inheritdoc/>
    public override string Algorithm => "pooling of clusters";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "assignment", "counts", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Map.Blocks, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Map.Blocks * (Map.Size.Positions + Map.Clusters) * target.VectorsPerBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Kind.Name} of {Text.Count(Map.Blocks, "block")} of 16 channels over the positions of each of "
            + $"{Text.Of(Map.Clusters)} clusters.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, ("example", 0), ("block", Map.Blocks));
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        Reference.DeclareAlways(writer, "input", "x", ClusterMap.Place(item, Input, lane));
        Reference.DeclareAlways(writer, "output", "y", ClusterMap.Place(item, Output, lane));
        using (CountedLoop.Open(writer, "cluster", Map.Clusters, out string cluster))
        {
            writer.Line(target.Store(Kind.Start(target), Text.At("output", Text.Sum((cluster, Output.Pixel))), 0));
        }

        Map.ForEachPosition(writer, (offset, assigned) =>
        {
            Reference.DeclareAlways(writer, "pooled", "output", Text.Sum((assigned, Output.Pixel)));
            writer.Line($"{target.Type} before = {target.Load("pooled", 0)};");
            writer.Line($"{target.Type} element = {target.Load(Text.At("input", offset(Input)), 0)};");
            writer.Line(target.Store($"({Kind.Combine(target, "before", "element")})", "pooled", 0));
        });
        Map.ForEachCluster(writer, cluster =>
        {
            Reference.DeclareAlways(writer, "pooled", "output", Text.Sum((cluster, Output.Pixel)));
            writer.Line(target.Store(
                $"(count > 0f ? {Kind.Finish(target, "count", target.Load("pooled", 0))} : {target.Type}.Zero)", "pooled", 0));
        });
    }
}

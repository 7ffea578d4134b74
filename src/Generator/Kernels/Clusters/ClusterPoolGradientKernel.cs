using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Clusters;

/// <summary>
/// Gradient of pooling by clusters to its input. The gradient by the result is changed on the way: what a position takes all of is gone
/// for those after it.
/// </summary>
/// <param name="Kind">What was pooled how.</param>
/// <param name="Map">The map and its clusters.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Pooled">Strides of the result and of its gradient.</param>
/// <param name="InputGradient">Strides of the gradient of the input.</param>
/// <param name="Accumulates">Whether the result is added to what the gradient holds.</param>
internal sealed record ClusterPoolGradientKernel(
    CombiningPoolKind Kind, ClusterMap Map, Strides Input, Strides Pooled, Strides InputGradient, bool Accumulates) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => $"Cluster{Kind.Name}Gradient";

    /// <inheritdoc/>
    public override string Algorithm => "gradient of pooling of clusters";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => Kind.GradientReadsValues
        ? new EquatableArray<string>(["x", "y", "assignment", "counts", "dy", "dx"])
        : new EquatableArray<string>(["assignment", "counts", "dy", "dx"]);

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
            $"Gradient of {Kind.Name} of {Text.Count(Map.Blocks, "block")} of 16 channels over the positions of each of "
            + $"{Text.Of(Map.Clusters)} clusters.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, ("example", 0), ("block", Map.Blocks));
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        Reference.DeclareAlways(writer, "gradient", "dy", ClusterMap.Place(item, Pooled, lane));
        Reference.DeclareAlways(writer, "inputGradient", "dx", ClusterMap.Place(item, InputGradient, lane));
        if (Kind.GradientReadsValues)
        {
            Reference.DeclareAlways(writer, "input", "x", ClusterMap.Place(item, Input, lane));
            Reference.DeclareAlways(writer, "output", "y", ClusterMap.Place(item, Pooled, lane));
        }
        else
        {
            // No position belongs to a cluster without any, so its share is never read.
            Map.ForEachCluster(writer, cluster =>
            {
                Reference.DeclareAlways(writer, "share", "gradient", Text.Sum((cluster, Pooled.Pixel)));
                writer.Line(target.Store(Kind.Finish(target, "count", target.Load("share", 0)), "share", 0));
            });
        }

        Map.ForEachPosition(writer, (offset, assigned) =>
        {
            string cluster = Text.Sum((assigned, Pooled.Pixel));
            Reference.DeclareAlways(writer, "left", "gradient", cluster);
            writer.Line($"{target.Type} g = {target.Load("left", 0)};");
            if (Kind.GradientReadsValues)
            {
                writer.Line($"{target.Type} found = {target.Class}.Equals({target.Load(Text.At("input", offset(Input)), 0)}, "
                    + $"{target.Load($"{Text.At("output", cluster)}", 0)});");
                writer.Line(target.Store("(g & ~found)", "left", 0));
                writer.Line("g &= found;");
            }

            string place = Text.At("inputGradient", offset(InputGradient));
            writer.Line(target.Store(Accumulates ? $"(g + {target.Load(place, 0)})" : "g", place, 0));
        });
    }
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Clusters;

/// <summary>How many positions each cluster has.</summary>
/// <param name="Clusters">Clusters.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Assignment">Strides of the clusters' numbers.</param>
/// <param name="Counts">Strides of the result.</param>
internal sealed record ClusterCountKernel(int Clusters, Extent Size, Strides Assignment, Strides Counts) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "CountClusters";

    /// <inheritdoc/>
    public override string Algorithm => "counts";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["assignment", "counts"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(1, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => Clusters + Size.Positions;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method =
            Method(writer, name, $"How many of {Text.Count(Size.Positions, "position")} each of {Text.Of(Clusters)} clusters has.");
        using SourceWriter.Scope loop = writer.Block("for (int example = begin; example < end; example++)");
        Reference.DeclareAlways(writer, "count", "counts", Text.Sum(("example", Counts.Example)));
        writer.Line($"{Names.MemoryMarshal}.CreateSpan(ref count, {Text.Of(Clusters)}).Clear();");
        using (CountedLoop.Open(writer, "depth", Size.Depth, out string depth))
        using (CountedLoop.Open(writer, "row", Size.Height, out string row))
        using (CountedLoop.Open(writer, "column", Size.Width, out string column))
        {
            string place =
                Text.Sum(("example", Assignment.Example), (depth, Assignment.Plane), (row, Assignment.Row), (column, Assignment.Pixel));
            writer.Line($"{Names.Unsafe}.Add(ref count, (int){Text.At("assignment", place)}) += 1f;");
        }
    }
}

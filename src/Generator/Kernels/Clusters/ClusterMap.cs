using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Clusters;

/// <summary>A map whose positions belong to clusters, and the loops over them.</summary>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Clusters">Clusters.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Assignment">Strides of the clusters' numbers.</param>
/// <param name="Counts">Strides of the clusters' positions.</param>
internal sealed record ClusterMap(int Blocks, int Clusters, Extent Size, Strides Assignment, Strides Counts)
{
    /// <summary>What kernels call an item's place in a value.</summary>
    public static string Place(ItemIndex item, Strides strides, string lane) =>
        item.Sum(("example", strides.Example), ("block", strides.Block), (lane, 1));

    /// <summary>Writes a loop over the clusters, with the number of positions of each as the variable <c>count</c>.</summary>
    public void ForEachCluster(SourceWriter writer, Action<string> body)
    {
        using SourceWriter.Scope loop = CountedLoop.Open(writer, "cluster", Clusters, out string cluster) ?? writer.Braces();
        writer.Line($"float count = {Text.At("counts", Text.Sum(("example", Counts.Example), (cluster, Counts.Pixel)))};");
        body(cluster);
    }

    /// <summary>Writes a loop over the positions; the body gets the offset in a value of given strides, and the cluster's number.</summary>
    public void ForEachPosition(SourceWriter writer, Action<Func<Strides, string>, string> body)
    {
        using SourceWriter.Scope? depths = CountedLoop.Open(writer, "depth", Size.Depth, out string depth);
        using SourceWriter.Scope? rows = CountedLoop.Open(writer, "row", Size.Height, out string row);
        using SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", Size.Width, out string column);
        using SourceWriter.Scope? braces = Size.Positions == 1 ? writer.Braces() : null;
        string Offset(Strides strides) => Text.Sum((depth, strides.Plane), (row, strides.Row), (column, strides.Pixel));
        string number =
            Text.Sum(("example", Assignment.Example), (depth, Assignment.Plane), (row, Assignment.Row), (column, Assignment.Pixel));
        writer.Line($"int assigned = (int){Text.At("assignment", number)};");
        body(Offset, "assigned");
    }
}

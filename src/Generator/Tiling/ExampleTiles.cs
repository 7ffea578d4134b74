using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Tiling;

/// <summary>
/// How the examples of a pass share what is read of the weights: as many together as registers are left for, then fewer, then one.
/// </summary>
internal static class ExampleTiles
{
    /// <summary>Vectors of one example that are computed together: enough accumulators to hide the latency of a multiply-add.</summary>
    public const int VectorsOfOne = 8;

    /// <summary>Vectors that are computed together for several examples.</summary>
    public const int VectorsOfSeveral = 2;

    /// <summary>Examples together, most first.</summary>
    public static int[] Sizes(VectorTarget target)
    {
        int most = Math.Min(12, TileShape.MaxPixels(target, VectorsOfSeveral));
        return [most, most / 3, 1];
    }

    /// <summary>Opens the loop over what is left of the examples, so many at a time.</summary>
    public static SourceWriter.Scope Open(SourceWriter writer, int size) => writer.Block(size == 1
        ? "for (; example < examples; example++)"
        : $"for (; example + {Text.Of(size)} <= examples; example += {Text.Of(size)})");
}

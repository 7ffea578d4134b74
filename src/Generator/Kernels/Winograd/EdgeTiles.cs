using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Winograd;

/// <summary>Tiles at the end of an axis may reach beyond the map.</summary>
internal static class EdgeTiles
{
    /// <summary>Writes what is done with a tile, for each extent that tiles have inside the map.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="index">The variable with the number of the tile along the axis.</param>
    /// <param name="tiles">Tiles along the axis.</param>
    /// <param name="size">The extent of a tile.</param>
    /// <param name="extent">The extent of the map.</param>
    /// <param name="body">Writes what is done with a tile that has so much inside the map.</param>
    public static void Emit(SourceWriter writer, string index, int tiles, int size, int extent, Action<int> body)
    {
        int last = extent - ((tiles - 1) * size);
        if (last == size || tiles == 1)
        {
            body(Math.Min(size, extent));
            return;
        }

        using (writer.Block($"if ({index} < {Text.Of(tiles - 1)})"))
        {
            body(size);
        }

        using (writer.Block("else"))
        {
            body(last);
        }
    }
}

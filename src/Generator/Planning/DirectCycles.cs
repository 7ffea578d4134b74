using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Planning;

/// <summary>Estimated cycles of the ways to compute a phase of a convolution by its definition, with vectors of 16.</summary>
internal static class DirectCycles
{
    // Of two multiply-adds a cycle. Blocks of outputs read one number for each multiply-add, rows and dot products a vector.
    private const double BlockEfficiency = 0.9, RowEfficiency = 0.9, DotEfficiency = 0.8;

    // With one or two filters, rows wait for the vectors that they read, most of which lie across two lines of the cache.
    private const double OneRowEfficiency = 0.4, TwoRowsEfficiency = 0.7;

    // Multiply-adds that the sum over the lanes of a result takes as long as.
    private const double SumCost = 1.5;

    // Of a number that is brought into a block, beyond those of copying it: in one piece, or row by row.
    private const double BlockingCycles = 0.4, BlockingOfRowsCycles = 0.2;

    /// <summary>With vectors of 16 output channels.</summary>
    public static double Blocks(ChannelGroups channels, WindowGeometry window) =>
        Products(window, channels) * channels.OutputBlocks / 2 / BlockEfficiency;

    /// <summary>With vectors along the rows of planar maps.</summary>
    public static double Rows(ChannelGroups channels, WindowGeometry window)
    {
        double efficiency = channels.Outputs switch { 1 => OneRowEfficiency, 2 => TwoRowsEfficiency, _ => RowEfficiency };
        double vectors = ValueLayout.CeilDiv(window.Width.Count, ValueLayout.BlockSize) / (double)window.Width.Count;
        return Products(window, channels) * vectors * channels.Outputs / 2 / efficiency;
    }

    /// <summary>With vectors of 16 input channels.</summary>
    public static double Dots(ChannelGroups channels, WindowGeometry window) =>
        (double)window.Positions * channels.Outputs * ((window.Taps * channels.InputBlocks) + SumCost) / 2 / DotEfficiency;

    /// <summary>What an example takes longer to bring in where it is stored in blocks of channels.</summary>
    /// <param name="channels">Its channels.</param>
    /// <param name="size">Its extents.</param>
    /// <param name="isPadded">Whether it is stored with a halo.</param>
    public static double Blocking(int channels, Extent size, bool isPadded) =>
        (double)channels * size.Positions * (isPadded ? BlockingOfRowsCycles : BlockingCycles);

    private static double Products(WindowGeometry window, ChannelGroups channels) =>
        (double)window.Positions * window.Taps * channels.BlocksRead * channels.RowsPerBlock;
}

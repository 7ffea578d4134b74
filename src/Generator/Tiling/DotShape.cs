using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Tiling;

/// <summary>
/// The register block of a convolution by dot products over channels: filters × rows × pixels of a row, each with a sum in every lane.
/// </summary>
internal readonly record struct DotShape(int Filters, int Rows, int Pixels)
{
    private const int MaxFilters = 4, MaxRows = 4, MaxPixels = 16;

    // Multiply-adds in flight that hide the latency of one.
    private const int LatencyBound = 8;

    // Cycles of bringing a sum over lanes to its place, and of the loop around a multiply-add of each sum.
    private const double SumCycles = 1.5, RoundCycles = 0.75;

    /// <summary>The block that needs the fewest cycles for a map of the given size, tails included.</summary>
    /// <param name="target">The vector target.</param>
    /// <param name="filters">Filters in all.</param>
    /// <param name="height">Rows of outputs.</param>
    /// <param name="width">Columns of outputs, at least 4.</param>
    /// <param name="rounds">Vectors of input channels that each sum takes, over all taps.</param>
    public static DotShape Choose(VectorTarget target, int filters, int height, int width, int rounds) => (
        from f in Enumerable.Range(1, Math.Min(filters, MaxFilters))
        from r in Enumerable.Range(1, Math.Min(height, MaxRows))
        from quads in Enumerable.Range(1, Math.Min(width, MaxPixels) / LaneSums.Least)
        let shape = new DotShape(f, r, quads * LaneSums.Least)
        where shape.Registers < target.Registers
        orderby shape.Cycles(filters, height, width, rounds), shape.Sums descending
        select shape).First();

    private int Sums => Filters * Rows * Pixels;

    // Sums, weights, and an input: with one filter it is an operand of the multiply-add.
    private int Registers => Sums + Filters + (Filters > 1 ? 1 : 0);

    private double Cycles(int filters, int height, int width, int rounds)
    {
        double cycles = 0;
        foreach (Segment group in Partition.Even(filters, Filters))
        {
            foreach (Segment band in Partition.Even(height, Rows))
            {
                int pixels = band.Size * Pixels, sums = group.Size * pixels;
                double round = (Math.Max(Math.Max(sums, group.Size + pixels), LatencyBound) / 2.0) + RoundCycles;
                cycles += group.Count * band.Count * ((rounds * round) + (sums * SumCycles));
            }
        }

        return cycles * ValueLayout.CeilDiv(width, Pixels);
    }
}

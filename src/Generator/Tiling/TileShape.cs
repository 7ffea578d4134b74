using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Tiling;

/// <summary>The register block of a direct convolution: rows × columns of outputs.</summary>
internal readonly record struct TileShape(int Rows, int Columns)
{
    /// <summary>Multiply-adds in flight that hide the latency of one.</summary>
    private const int LatencyBound = 8;

    /// <summary>
    /// Pixels that fit the registers beside the weights: accumulators + weights + one broadcast. A single weight vector needs no
    /// register for the broadcast, which is then an operand of the multiply-add.
    /// </summary>
    public static int MaxPixels(VectorTarget target, int vectors) => vectors == 1
        ? target.Registers - 4
        : (target.Registers - 1 - vectors) / vectors;

    /// <summary>The block that needs the fewest cycles for a map of the given size, tails included.</summary>
    /// <param name="target">The vector target.</param>
    /// <param name="vectors">Vectors of output channels.</param>
    /// <param name="height">Rows of outputs.</param>
    /// <param name="width">Columns of outputs.</param>
    /// <param name="pixels">Pixels that are computed for each output: more than one where they are pooled.</param>
    public static TileShape Choose(VectorTarget target, int vectors, int height, int width, int pixels = 1)
    {
        int most = Math.Max(1, MaxPixels(target, vectors) / pixels);
        var best = new TileShape(1, 1);
        double bestCycles = double.MaxValue;
        for (int rows = 1; rows <= Math.Min(height, most); rows++)
        {
            int columns = Math.Min(width, most / rows);
            double cycles = 0;
            int kinds = 0;
            foreach (Segment down in Partition.Even(height, rows))
            {
                foreach (Segment across in Partition.Even(width, columns))
                {
                    cycles += down.Count * across.Count * TileCycles(vectors, down.Size * across.Size * pixels);
                    kinds++;
                }
            }

            // Every further kind of tile is more code to compile and to keep in the instruction cache.
            cycles *= 1 + (0.01 * kinds);
            if (cycles < bestCycles)
            {
                bestCycles = cycles;
                best = new TileShape(rows, columns);
            }
        }

        return best;
    }

    // Two multiply-adds and two loads a cycle; a few cycles of overhead in each round of the loop.
    private static double TileCycles(int vectors, int pixels) =>
        (Math.Max(Math.Max(vectors * pixels, vectors + pixels), LatencyBound) / 2.0) + 0.5;
}

using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Planning;

/// <summary>
/// How a 3×3 convolution is done by Winograd's algorithm: tiles of outputs, in groups whose transformed values stay in the cache while
/// they are multiplied by the weights of all points.
/// </summary>
/// <param name="Transform">The transform along each axis.</param>
/// <param name="Height">Rows of the output.</param>
/// <param name="Width">Columns of the output.</param>
/// <param name="Inputs">Input channels.</param>
/// <param name="Outputs">Output channels.</param>
/// <param name="Memory">What reading weights costs.</param>
internal sealed record WinogradPlan(WinogradTransform Transform, int Height, int Width, int Inputs, int Outputs, MemoryModel Memory)
    : WinogradTiling(Transform, Height, Width)
{
    // Of the multiply-adds that the processor can do, as the layers benchmark shows it.
    private const double Efficiency = 0.9;

    public int InputBlocks => ValueLayout.CeilDiv(Inputs, ValueLayout.BlockSize);

    public int OutputBlocks => ValueLayout.CeilDiv(Outputs, ValueLayout.BlockSize);

    /// <summary>The plan that takes the least time for a convolution; null where another algorithm is faster or the only one.</summary>
    /// <param name="channels">Its channels.</param>
    /// <param name="window">Its window.</param>
    /// <param name="memory">What reading its weights costs.</param>
    /// <param name="direct">Cycles of the multiply-adds of direct convolution.</param>
    /// <param name="isAskedFor">Whether direct convolution is out of the question where Winograd's works at all.</param>
    public static WinogradPlan? Choose(ChannelGroups channels, WindowGeometry window, MemoryModel memory, double direct, bool isAskedFor)
    {
        if (!IsApplicable(channels, window))
        {
            return null;
        }

        (WinogradPlan best, double cycles) = new[] { 4, 2 }
            .Select(outputs => new WinogradPlan(
                new WinogradTransform(outputs), window.Height.Count, window.Width.Count, channels.Inputs, channels.Outputs, memory))
            .Select(plan => (plan, plan.For(VectorTarget.Avx512).Cycles))
            .OrderBy(candidate => candidate.Cycles)
            .First();
        return isAskedFor || (channels.Inputs >= MinInputs && cycles < best.Direct(direct)) ? best : null;
    }

    /// <summary>The groups and parts for a target: as many tiles in a group as take the least time on one thread and on two.</summary>
    public TileGrouping For(VectorTarget target) => TileGrouping.Best(
        MaxTilesPerGroup(target), tiles => TileGrouping.Of(Tiles, tiles, ValueLayout.BlockSize, OutputBlocks, Cycles(target, tiles)));

    // Cycles of direct convolution with its weights.
    private double Direct(double products) =>
        MemoryModel.Combine(products, Memory.FirstRead(Taps * (double)Inputs * OutputBlocks * BlockBytes));

    private const int Taps = WinogradTransform.Taps * WinogradTransform.Taps;

    private const int BlockBytes = ValueLayout.BlockSize * sizeof(float);

    // More would not make the register blocks fuller; weights that stay near the core allow as many groups as threads could want.
    private int MaxTilesPerGroup(VectorTarget target)
    {
        int pixels = TileShape.MaxPixels(target, 2);
        int most = WeightBytes <= MemoryModel.CoreCacheBytes ? ValueLayout.CeilDiv(Tiles, TileGrouping.WantedItems) : Tiles;
        return Math.Min(Tiles, Math.Min(Math.Max(pixels, most), 8 * pixels));
    }

    private double WeightBytes => (double)PointCount * Inputs * OutputBlocks * BlockBytes;

    private double OutputCycles => Transform.Outputs == 4 ? 110 : 40;

    // Weights are read once for every group; values of a group that is too large leave the cache and come back.
    private double Cycles(VectorTarget target, int tilesPerGroup)
    {
        double narrower = 16.0 / target.Lanes;
        int pixels = TileShape.MaxPixels(target, 2);
        double Rounds(int tiles) => Partition.Even(tiles, pixels).Sum(b => b.Count * (b.Size + 0.5));
        double rounds = 0, reads = Memory.FirstRead(WeightBytes);
        int groups = 0;
        foreach (Segment group in Partition.Even(Tiles, tilesPerGroup))
        {
            groups += group.Count;
            rounds += group.Count * (Rounds(group.Size) + 1);
            double values = (double)PointCount * group.Size * (InputBlocks + OutputBlocks) * BlockBytes;
            reads += group.Count * 2 * MemoryModel.ReadAgain(values);
        }

        reads += (groups - 1) * MemoryModel.ReadAgain(WeightBytes);
        double products = rounds * PointCount * Inputs * OutputBlocks / 2 / Efficiency;
        double transforms = Tiles * ((InputBlocks * InputCycles) + (OutputBlocks * OutputCycles));
        return MemoryModel.Combine((products + transforms) * narrower, reads);
    }
}

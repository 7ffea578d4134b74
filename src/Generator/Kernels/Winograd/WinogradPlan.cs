using ConvGen.Generator.Emission;
using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Kernels.Winograd;

/// <summary>
/// How a 3×3 convolution is done by Winograd's algorithm: tiles of outputs, in groups whose transformed values stay in the cache while
/// they are multiplied by the weights of all points.
/// </summary>
/// <param name="Transform">The transform along each axis.</param>
/// <param name="Height">Rows of the output.</param>
/// <param name="Width">Columns of the output.</param>
/// <param name="Inputs">Input channels.</param>
/// <param name="Outputs">Output channels.</param>
internal sealed record WinogradPlan(WinogradTransform Transform, int Height, int Width, int Inputs, int Outputs)
{
    // What the transformed values of a group may take of the cache near a core.
    private const int CacheBytes = 640 << 10;

    // Estimates in cycles of a core with two 512-bit multiply-adds a cycle, as measured by the kernels benchmark.
    private const double BytesPerCycle = 8;
    private const double MultiplyEfficiency = 0.9;

    // With fewer channels transforming takes longer than multiplying.
    private const int FewestInputs = 12;

    // Output channels that one part multiplies at least: under that, transforming the input again for each part would show.
    private const int LeastPartBlocks = 4;
    private const int WantedItems = 8;

    public int TilesDown => ValueLayout.CeilDiv(Height, Transform.Outputs);

    public int TilesAcross => ValueLayout.CeilDiv(Width, Transform.Outputs);

    public int Tiles => TilesDown * TilesAcross;

    public int PointCount => Transform.Points * Transform.Points;

    public int InputBlocks => ValueLayout.CeilDiv(Inputs, ValueLayout.BlockSize);

    public int OutputBlocks => ValueLayout.CeilDiv(Outputs, ValueLayout.BlockSize);

    /// <summary>The plan that takes the least time for a convolution; null where another algorithm is faster or the only one.</summary>
    /// <param name="channels">Its channels.</param>
    /// <param name="window">Its window.</param>
    /// <param name="isAskedFor">Whether direct convolution is out of the question where Winograd's works at all.</param>
    public static WinogradPlan? Choose(ChannelGroups channels, WindowGeometry window, bool isAskedFor)
    {
        if (!IsApplicable(channels, window))
        {
            return null;
        }

        WinogradPlan best = new[] { 4, 2 }
            .Select(outputs => new WinogradPlan(new WinogradTransform(outputs), window.Height.Count, window.Width.Count, channels.Inputs, channels.Outputs))
            .OrderBy(plan => plan.Cycles)
            .First();
        return isAskedFor || (channels.Inputs >= FewestInputs && best.Cycles < best.DirectCycles) ? best : null;
    }

    /// <summary>The window as it slides over whole tiles, which may reach beyond the map.</summary>
    public WindowGeometry Cover(WindowGeometry window) => new(
        window.Depth,
        window.Height with { Count = TilesDown * Transform.Outputs },
        window.Width with { Count = TilesAcross * Transform.Outputs });

    /// <summary>The tiles in groups.</summary>
    public IReadOnlyList<Run> Groups(VectorTarget target) => Partition.Even(Tiles, TilesPerGroup(target));

    /// <summary>The blocks of output channels in parts, so that maps of few tiles can be split too; all parts but the last are equal.</summary>
    public IReadOnlyList<Run> Parts(VectorTarget target)
    {
        int groups = Groups(target).Sum(g => g.Count);
        int parts = Math.Max(1, Math.Min(OutputBlocks / LeastPartBlocks, ValueLayout.CeilDiv(WantedItems, groups)));
        int blocks = ValueLayout.CeilDiv(OutputBlocks, parts);
        return Partition.Whole(OutputBlocks, blocks + (blocks % 2 == 0 || blocks == OutputBlocks ? 0 : 1));
    }

    /// <summary>Tiles that are multiplied together at most: what the cache holds, in register blocks that leave few registers empty.</summary>
    public int TilesPerGroup(VectorTarget target)
    {
        int bytesPerTile = PointCount * (InputBlocks + OutputBlocks) * ValueLayout.BlockSize * sizeof(float);
        int pixels = TileShape.MostPixels(target, 2);

        // Weights are read once for every group: with many channels that costs more than values that leave the cache.
        int least = WeightBytes > 4 * CacheBytes ? 4 * pixels : pixels;
        int most = Math.Min(Tiles, Math.Max(CacheBytes / bytesPerTile, least));
        return Enumerable.Range(1, most).Reverse().OrderBy(size => Rounds(size, pixels)).First();
    }

    /// <summary>Estimated cycles.</summary>
    public double Cycles
    {
        get
        {
            double products = (double)Tiles * PointCount * Inputs * OutputBlocks / 2 / MultiplyEfficiency;
            double transforms = Tiles * ((InputBlocks * InputCycles) + (OutputBlocks * OutputCycles));
            int groups = Groups(VectorTarget.Avx512).Sum(g => g.Count);
            return Combine(products + transforms, groups * MemoryCycles(WeightBytes));
        }
    }

    /// <summary>Estimated cycles of direct convolution.</summary>
    public double DirectCycles
    {
        get
        {
            double products = (double)Height * Width * Taps * Inputs * OutputBlocks / 2 / MultiplyEfficiency;
            return Combine(products, MemoryCycles(Taps * (double)Inputs * OutputBlocks * ValueLayout.BlockSize * sizeof(float)));
        }
    }

    private const int Taps = WinogradTransform.Taps * WinogradTransform.Taps;

    private double WeightBytes => (double)PointCount * Inputs * OutputBlocks * ValueLayout.BlockSize * sizeof(float);

    private double InputCycles => Transform.Outputs == 4 ? 130 : 40;

    private double OutputCycles => Transform.Outputs == 4 ? 110 : 40;

    private static bool IsApplicable(ChannelGroups channels, WindowGeometry window) => channels.Groups == 1
        && window.Depth.Taps == 1 && window.Depth.Count == 1
        && IsApplicable(window.Height) && IsApplicable(window.Width);

    private static bool IsApplicable(AxisWindow axis) => axis is { OutStep: 1, InStep: 1, Taps: WinogradTransform.Taps, TapStep: 1 };

    private static double MemoryCycles(double bytes) => bytes <= CacheBytes ? 0 : bytes / BytesPerCycle;

    // Reading ahead hides most of the shorter of the two.
    private static double Combine(double compute, double memory) => Math.Max(compute, memory) + (0.3 * Math.Min(compute, memory));

    // Rounds of the register block over all tiles; every block and every group has a small cost of its own.
    private double Rounds(int tilesPerGroup, int pixels)
    {
        double BlockRounds(int tiles) => Partition.Even(tiles, pixels).Sum(b => b.Count * (b.Size + 0.5));
        return Partition.Even(Tiles, tilesPerGroup).Sum(g => g.Count * (BlockRounds(g.Size) + 1));
    }
}

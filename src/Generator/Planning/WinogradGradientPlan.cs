using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Tiling;

namespace ConvGen.Generator.Planning;

/// <summary>
/// How the gradient of a 3×3 convolution to its weights is summed by Winograd's algorithm. Blocks of inputs and of outputs are cut into
/// parts; the sums of two parts, and the transformed values of some tiles, stay in the cache near the core.
/// </summary>
/// <param name="Transform">The transform along each axis.</param>
/// <param name="Channels">Inputs and outputs.</param>
/// <param name="Window">The window of the forward pass.</param>
internal sealed record WinogradGradientPlan(WinogradTransform Transform, ChannelGroups Channels, WindowGeometry Window)
    : WinogradTiling(Transform, Window.Height.Count, Window.Width.Count)
{
    // Blocks of inputs and of outputs that are multiplied with each other: more would transform less often, and leave the cache.
    private const int PartInputs = 2, PartOutputs = 4;

    // Of the multiply-adds that the processor can do, sums being loaded and stored for every group of tiles.
    private const double Efficiency = 0.75, DirectEfficiency = 0.88;

    private const int MinTilesPerGroup = 8, MaxTilesPerGroup = 64;

    /// <summary>The blocks of inputs in parts; all but the last are equal.</summary>
    public IReadOnlyList<Segment> InputParts => Partition.Whole(Channels.InputBlocks, Math.Min(PartInputs, Channels.InputBlocks));

    /// <summary>The blocks of outputs in parts; all but the last are equal.</summary>
    public IReadOnlyList<Segment> OutputParts => Partition.Whole(Channels.OutputBlocks, Math.Min(PartOutputs, Channels.OutputBlocks));

    /// <summary>Tiles, of any examples, that are transformed before they are multiplied: as many as fit beside the sums.</summary>
    public int TilesPerGroup
    {
        get
        {
            const int floats = MemoryModel.CoreCacheBytes / sizeof(float);
            int inputs = InputParts[0].Size, outputs = OutputParts[0].Size;
            int sums = PointCount * inputs * outputs * ValueLayout.BlockSize * ValueLayout.BlockSize;
            int tiles = (int)((0.8 * floats) - sums) / (PointCount * (inputs + outputs) * ValueLayout.BlockSize);
            return Math.Max(MinTilesPerGroup, Math.Min(MaxTilesPerGroup, tiles));
        }
    }

    /// <summary>The plan that takes the least time; null where summing by the definition is faster, or the only way.</summary>
    /// <param name="map">The convolution's window and weights.</param>
    /// <param name="isAskedFor">Whether the layer asks for Winograd's algorithm wherever it works.</param>
    public static WinogradGradientPlan? Choose(WeightMap map, bool isAskedFor)
    {
        if (map.Kernels is not null || !IsApplicable(map.Channels, map.Window))
        {
            return null;
        }

        WinogradGradientPlan best = new[] { 4, 2 }
            .Select(outputs => new WinogradGradientPlan(new WinogradTransform(outputs), map.Channels, map.Window))
            .OrderBy(plan => plan.Cycles)
            .First();
        return isAskedFor || (map.Channels.Inputs >= MinInputs && best.Cycles < best.DirectCycles) ? best : null;
    }

    /// <summary>Estimated cycles of an example with vectors of 16 lanes.</summary>
    public double Cycles
    {
        get
        {
            double products = (double)Tiles * PointCount * Channels.InputBlocks * ValueLayout.BlockSize * Channels.OutputBlocks / 2;
            double gradient = Transform.Outputs == 4 ? 100 : 35;
            double transforms = Tiles * ((Channels.InputBlocks * OutputParts.Sum(p => p.Count) * InputCycles)
                + (Channels.OutputBlocks * InputParts.Sum(p => p.Count) * gradient));
            return (products / Efficiency) + transforms;
        }
    }

    private double DirectCycles =>
        (double)Window.Positions * Window.Taps * Channels.Inputs * Channels.OutputBlocks / 2 / DirectEfficiency;
}

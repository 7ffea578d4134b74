using ConvGen.Generator.Geometry;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Planning;

/// <summary>
/// How a convolution of stride 1 is done by Fourier transforms: tiles of the map, of which a transform yields the outputs whose windows lie
/// inside (overlap-save). Two tiles are the real and the imaginary part of one complex map: weights are real, so the two do not mix.
/// </summary>
/// <param name="Rows">Points of a transform along the height, a power of 2.</param>
/// <param name="Columns">Points along the width.</param>
/// <param name="Window">The convolution's window.</param>
/// <param name="Inputs">Input channels.</param>
/// <param name="Outputs">Output channels.</param>
/// <param name="Memory">What reading weights costs.</param>
internal sealed record FftPlan(int Rows, int Columns, WindowGeometry Window, int Inputs, int Outputs, MemoryModel Memory)
{
    /// <summary>Floats of a point: the real parts of 16 channels, then the imaginary ones.</summary>
    public const int PointFloats = 2 * ValueLayout.BlockSize;

    // Larger transforms leave the cache near a core.
    private const int MaxPoints = 4096;

    // With fewer taps the gain is small, and transformed weights take many times the memory.
    private const int MinTaps = 15;

    // Register blocks' worth of pairs that may be multiplied together: more would gain nothing.
    private const int GroupedBlocks = 8;

    // What the estimate must gain at least.
    private const double Margin = 0.8;

    // Floats of transformed weights that speed is worth where nobody asked for it, and that there may be at all.
    private const double MaxWeights = 16 << 20;
    private const double MaxWeightsAtAll = 1 << 29;

    // Cycles of a point in a pass of a transform, and of loading, moving and storing it, as measured.
    private const double PassCycles = 5;
    private const double MoveCycles = 12;

    // The share of the multiply-adds that products get.
    private const double Efficiency = 0.8;

    public int Points => Rows * Columns;

    /// <summary>Outputs of a tile along the height.</summary>
    public int TileRows => Rows - Window.Height.Taps + 1;

    /// <summary>Outputs of a tile along the width.</summary>
    public int TileColumns => Columns - Window.Width.Taps + 1;

    public int TilesDown => ValueLayout.CeilDiv(Window.Height.Count, TileRows);

    public int TilesAcross => ValueLayout.CeilDiv(Window.Width.Count, TileColumns);

    public int Tiles => TilesDown * TilesAcross;

    public int InputBlocks => ValueLayout.CeilDiv(Inputs, ValueLayout.BlockSize);

    public int OutputBlocks => ValueLayout.CeilDiv(Outputs, ValueLayout.BlockSize);

    /// <summary>Pairs of tiles; the second of the last may be missing.</summary>
    public int Pairs => ValueLayout.CeilDiv(Tiles, 2);

    /// <summary>Points with weights of their own: real weights have conjugate values at negative frequencies.</summary>
    public int WeightPoints => (Points + (Math.Min(Rows, 2) * Math.Min(Columns, 2))) / 2;

    /// <summary>
    /// Floats from row to row of a map of points: an odd number of cache lines, so that a column falls into different sets of the cache.
    /// </summary>
    public int RowFloats => (Columns + (Rows > 1 ? 1 : 0)) * PointFloats;

    /// <summary>Floats of the tables of sines and cosines that come before the weights.</summary>
    public int TableLength => ValueLayout.Whole(2 * (Rows + Columns));

    /// <summary>Floats of packed weights with their tables and the room for packing.</summary>
    public int WeightLength => TableLength + (WeightPoints * PointWeights) + (Points * PointFloats);

    /// <summary>Floats of the weights of a point.</summary>
    public int PointWeights => OutputBlocks * Inputs * PointFloats;

    private double Weights => (double)WeightPoints * OutputBlocks * Inputs * PointFloats;

    /// <summary>The plan that takes the least time; null where another algorithm is faster or the only one.</summary>
    /// <param name="channels">The convolution's channels.</param>
    /// <param name="window">Its window.</param>
    /// <param name="memory">What reading its weights costs.</param>
    /// <param name="direct">Cycles of the multiply-adds of direct convolution.</param>
    /// <param name="isAskedFor">Whether other algorithms are out of the question where this one works at all.</param>
    public static FftPlan? Choose(ChannelGroups channels, WindowGeometry window, MemoryModel memory, double direct, bool isAskedFor)
    {
        bool applicable = channels.Groups == 1 && (isAskedFor || window.Taps >= MinTaps)
            && window.Depth is { Taps: 1, Count: 1 } && Fits(window.Height) && Fits(window.Width);
        if (!applicable)
        {
            return null;
        }

        (FftPlan? best, double cycles) = (
            from rows in Lengths(window.Height)
            from columns in Lengths(window.Width)
            where rows * columns <= MaxPoints
            let plan = new FftPlan(rows, columns, window, channels.Inputs, channels.Outputs, memory)
            where plan.Weights <= (isAskedFor ? MaxWeightsAtAll : MaxWeights)
            let estimate = plan.For(VectorTarget.Avx512).Cycles
            orderby estimate
            select (plan, estimate)).FirstOrDefault();
        return isAskedFor || (best is not null && cycles < Margin * best.Direct(direct)) ? best : null;
    }

    /// <summary>The groups and parts for a target: as many pairs in a group as take the least time on one thread and on two.</summary>
    public TileGrouping For(VectorTarget target) => TileGrouping.Best(
        Math.Min(Pairs, GroupedBlocks * MaxPairs(target, VectorsTogether(target))),
        pairs => TileGrouping.Of(Pairs, pairs, 2 * PointFloats, OutputBlocks, CyclesOf(target, pairs)));

    /// <summary>Vectors of output channels that are multiplied at a time, as registers allow.</summary>
    public static int VectorsTogether(VectorTarget target) => target.Registers > 16 ? 2 : 1;

    /// <summary>The window as it slides over whole tiles, which may reach beyond the map.</summary>
    public WindowGeometry Cover(WindowGeometry window) => new(
        window.Depth,
        window.Height with { Count = TilesDown * TileRows },
        window.Width with { Count = TilesAcross * TileColumns });

    /// <summary>Pairs that fit the registers: sums, weights and one input, each but the last twice.</summary>
    public static int MaxPairs(VectorTarget target, int vectors) => Math.Max(1, (target.Registers - 1 - (2 * vectors)) / (4 * vectors));

    // Passes over the points of a transform.
    private static int Passes(int length)
    {
        int passes = 0;
        for (int reach = 1; reach < length; reach *= 4)
        {
            passes++;
        }

        return passes;
    }

    // Weights are read once for every group; values of a group that is too large leave the cache and come back.
    private double CyclesOf(VectorTarget target, int pairsPerGroup)
    {
        int most = MaxPairs(target, Math.Min(VectorsTogether(target), OutputBlocks * target.VectorsPerBlock));
        double rounds = 0, bytes = Weights * sizeof(float);

        // The network's weights are counted as they are in files; these take many times as much.
        double reads = new MemoryModel(Memory.WeightBytes + (long)bytes).FirstRead(bytes);
        int groups = 0;
        foreach (Segment group in Partition.Even(Pairs, pairsPerGroup))
        {
            groups += group.Count;
            rounds += group.Count * Partition.Even(group.Size, most).Sum(b => b.Count * (b.Size + 0.25));
            reads += group.Count * 2
                * MemoryModel.ReadAgain((double)Points * group.Size * (InputBlocks + OutputBlocks) * PointFloats * sizeof(float));
        }

        // Of each pair two points, of each four products.
        double products = 8 * rounds * WeightPoints * Inputs * OutputBlocks / 2 / Efficiency;
        double transforms =
            (double)Pairs * (InputBlocks + OutputBlocks) * Points * (((Passes(Rows) + Passes(Columns)) * PassCycles) + MoveCycles);
        reads += (groups - 1) * MemoryModel.ReadAgain(bytes);
        return MemoryModel.Combine((products + transforms) * ValueLayout.BlockSize / target.Lanes, reads);
    }

    // Cycles of direct convolution with its weights.
    private double Direct(double products) => MemoryModel.Combine(
        products, Memory.FirstRead((double)Window.Taps * Inputs * OutputBlocks * ValueLayout.BlockSize * sizeof(float)));

    private static bool Fits(AxisWindow axis) => axis is { InStep: 1, OutStep: 1 } && (axis.Taps == 1 || axis.TapStep == 1);

    // Powers of 2 from the kernel to all that the axis has; 1 for an axis along which the kernel does not reach.
    private static IEnumerable<int> Lengths(AxisWindow axis)
    {
        if (axis.Taps == 1)
        {
            yield return 1;
            yield break;
        }

        int length = 2;
        while (length < axis.Taps)
        {
            length *= 2;
        }

        for (; length <= MaxPoints; length *= 2)
        {
            yield return length;
            if (length >= axis.Count + axis.Taps - 1)
            {
                yield break;
            }
        }
    }
}

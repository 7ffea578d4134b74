using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Depthwise;

/// <summary>
/// A convolution and the depthwise convolution that reads it, in one: two blocks of channels of a band of rows lie in working memory and
/// stay in the cache between the two. Work is split by bands and pairs of blocks.
/// </summary>
/// <param name="First">The convolution, for all channels and rows.</param>
/// <param name="Second">The depthwise convolution, for all channels and rows.</param>
/// <param name="Between">How the map between the two would be stored, with the halo that the second reads.</param>
/// <param name="FirstRow">The row of it that the second's first tap reads for its first output; negative above the map.</param>
/// <param name="FirstColumn">The column likewise.</param>
internal sealed record ConvolutionDepthwiseKernel(
    ConvolutionKernel First, DepthwiseKernel Second, ValueLayout Between, int FirstRow, int FirstColumn) : EmittedKernel
{
    private const int BlocksTogether = 2;

    private const int MaxBands = 8;

    // Bands of so many rows or more compute little twice.
    private const int MinRows = 14;

    /// <inheritdoc/>
    public override string Name => $"{First.Label}Then{Second.Label}";

    /// <inheritdoc/>
    public override string Algorithm => $"{First.Algorithm}, with depthwise";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters =>
        Given("x", "weights", First.HasBias ? "bias" : "", "taps", Second.HasBias ? "shift" : "", "y", "workspace");

    /// <summary>Floats of working memory.</summary>
    public int WorkspaceLength => MapLength * Math.Min(BlocksTogether, Second.Blocks);

    private AxisWindow Rows => Second.Window.Height;

    private IReadOnlyList<Segment> Parts => Partition.Whole(Second.Blocks, BlocksTogether);

    private IReadOnlyList<Segment> Bands => Partition.Even(Rows.Count, ValueLayout.CeilDiv(Rows.Count, BandCount));

    private bool IsBanded => Bands[0].Size < Rows.Count;

    // Rows of the map that the second reads; others may be left out by its stride.
    private int RowsOfMap => Math.Max(0, Math.Min(FirstRow + RowsRead(Rows.Count), Between.Size.Height) - Math.Max(FirstRow, 0));

    // Whether all rows that a band reads may lie in the halo above the map.
    private bool LiesAbove
    {
        get
        {
            int row = 0;
            foreach (int rows in Bands.SelectMany(band => Enumerable.Repeat(band.Size, band.Count)))
            {
                if (FirstRow + (row * Rows.InStep) + RowsRead(rows) < 0)
                {
                    return true;
                }

                row += rows;
            }

            return false;
        }
    }

    private int MapLength => RowsRead(Bands[0].Size) * Between.RowStride;

    // The rows between two bands are computed for both. With few pieces of work threads get unequal shares, a large band leaves the cache,
    // and with a single band threads take different channels of the same pixels, which the next convolution then has to fetch from both.
    private int BandCount
    {
        get
        {
            int parts = Parts.Sum(p => p.Count), best = 1;
            double least = double.MaxValue;
            for (int count = Rows.Count >= 2 * MinRows ? 2 : 1; count <= Math.Min(MaxBands, Rows.Count); count++)
            {
                int size = ValueLayout.CeilDiv(Rows.Count, count), pieces = ValueLayout.CeilDiv(Rows.Count, size) * parts;
                double again = (double)pieces * RowsRead(size) / (parts * RowsRead(Rows.Count));
                double bytes = (double)RowsRead(size) * Between.RowStride * Math.Min(BlocksTogether, Second.Blocks) * sizeof(float);
                double cost = again * ThreadShares.OfTwo(pieces) * Math.Max(1, bytes / MemoryModel.CoreCacheBytes);
                if (cost < least)
                {
                    (least, best) = (cost, count);
                }
            }

            return best;
        }
    }

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Bands.Sum(b => b.Count) * Parts.Sum(p => p.Count), PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => First.Nanoseconds(target) + Second.Nanoseconds(target);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        IReadOnlyList<Segment> bands = Bands, parts = Parts;
        int partCount = parts.Sum(p => p.Count);
        string part = partCount == 1 ? "0" : "part";
        using SourceWriter.Scope method = Method(writer, name, Describe());
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex.Decode(writer, ("example", 0), ("band", bands.Sum(b => b.Count)), ("part", partCount));
        writer.Line(SegmentText.Declare("firstRow", SegmentText.Start(bands, "band")));
        writer.Line(SegmentText.Declare("rows", SegmentText.Size(bands, "band")));
        writer.Blank();
        writer.Line("// The rows that these outputs read, and those of them that lie inside the map.");
        string above = FirstRow < 0 ? $" - {Text.Of(-FirstRow)}" : FirstRow > 0 ? $" + {Text.Of(FirstRow)}" : string.Empty;
        string start = Text.Sum(("firstRow", Rows.InStep));
        writer.Line($"int top = {(above.Length == 0 ? start : Text.Factor(start))}{above};");
        writer.Line($"int bottom = {Text.Sum(("top", 1), ("rows", Rows.InStep), ("1", RowsRead(1) - Rows.InStep))};");
        writer.Line($"int from = {(LiesAbove ? $"{Names.Math}.Min({Names.Math}.Max(top, 0), bottom)" : $"{Names.Math}.Max(top, 0)")};");
        writer.Line($"int to = {Names.Math}.Max(from, {Names.Math}.Min(bottom, {Text.Of(Between.Size.Height)}));");
        Reference.DeclareAlways(
            writer, "input", "x", Text.Sum(("example", First.Input.Example), ("from", First.Window.Height.InStep * First.Input.Row)));
        Reference.DeclareAlways(writer, "output", "y", Text.Sum(
            ("example", Second.Output.Example),
            (part, BlocksTogether * Second.Output.Block),
            ("firstRow", Rows.OutStep * Second.Output.Row)));
        EmitHalo(writer, target, part, parts);
        Branch.Emit(writer, "part", parts, p => EmitPart(writer, target, library, part, p.Size));
    }

    // All rows of a pair of blocks by the first convolution, then each block by the second.
    private void EmitPart(SourceWriter writer, VectorTarget target, KernelLibrary library, string part, int blocks)
    {
        ConvolutionKernel first = First with
        {
            Channels = First.Channels with { Outputs = blocks * ValueLayout.BlockSize },
            Output = new Strides(Between.PixelStride, Between.RowStride, 0, MapLength, 1, 0),
            Order = WorkOrder.StripsFirst,
            SingleRows = IsBanded,
            BlocksInAll = Second.Blocks,
        };
        if (!IsBanded)
        {
            // Rows that the second does not read have no room: a stride may leave some at the end of the map.
            first = first with { Window = first.Window with { Height = first.Window.Height with { Count = RowsOfMap } } };
        }

        if (RowsOfMap > 0)
        {
            EmitFirst(writer, target, library, first, part);
        }

        EmitSecond(writer, library, first.Output, part, blocks);
    }

    private void EmitFirst(SourceWriter writer, VectorTarget target, KernelLibrary library, ConvolutionKernel first, string part)
    {
        string bias = First.HasBias ? $"ref {Of("bias", part, 1)}, " : string.Empty;
        string map =
            Text.At("workspace", $"((from - top) * {Text.Of(Between.RowStride)}) + {Text.Of(Between.Halo.Left * Between.PixelStride)}");
        int strips = first.Items(target).Count;
        string items = IsBanded ? $"(to - from) * {Text.Of(strips / Between.Size.Height)}" : Text.Of(strips);
        writer.Line(
            $"{library.Require(first)}(ref input, "
            + $"ref {Of("weights", part, First.Channels.WeightBlock(First.Window.Taps) / ValueLayout.BlockSize)}, "
            + $"{bias}ref {map}, 0, {items});");
    }

    private void EmitSecond(SourceWriter writer, KernelLibrary library, Strides map, string part, int blocks)
    {
        DepthwiseKernel second = Second with { Blocks = 1, Input = map };
        using SourceWriter.Scope? loop = CountedLoop.Open(writer, "block", blocks, out string block);
        string from = Text.At("workspace", Text.Sum((block, MapLength), ("1", (Between.Halo.Left + FirstColumn) * Between.PixelStride)));
        string taps = Of("taps", part, Second.Window.Taps, block);
        string shift = Second.HasBias ? $"ref {Of("shift", part, 1, block)}, " : string.Empty;
        writer.Line($"{library.Require(second)}(ref {from}, ref {taps}, "
            + $"{shift}ref {Text.At("output", Text.Sum((block, Second.Output.Block)))}, 0, rows);");
    }

    // Zeros where the second convolution reads beyond the map.
    private void EmitHalo(SourceWriter writer, VectorTarget target, string part, IReadOnlyList<Segment> parts)
    {
        if (Between.Halo.IsNone)
        {
            return;
        }

        bool alike = parts.Count == 1;
        string block = alike && parts[0].Size == 1 ? "0" : "block";
        using SourceWriter.Scope? loop = block == "0" ? null : writer.Block(
            $"for (int block = 0; block < {(alike ? Text.Of(parts[0].Size) : $"({SegmentText.Size(parts, part)})")}; block++)");
        string map = Reference.Declare(writer, "map", "workspace", Text.Sum((block, MapLength)));
        if (Between.Halo.Top > 0)
        {
            writer.Line($"{Names.MemoryMarshal}.CreateSpan(ref {map}, (from - top) * {Text.Of(Between.RowStride)}).Clear();");
        }

        if (Between.Halo.Bottom > 0)
        {
            writer.Line($"{Names.MemoryMarshal}.CreateSpan(ref {Names.Unsafe}.Add(ref {map}, (to - top) * {Text.Of(Between.RowStride)}), "
                + $"(bottom - to) * {Text.Of(Between.RowStride)}).Clear();");
        }

        if (Between.Halo.Left + Between.Halo.Right == 0)
        {
            return;
        }

        using SourceWriter.Scope rows = writer.Block("for (int row = from - top; row < to - top; row++)");
        writer.Line($"ref float edge = ref {Names.Unsafe}.Add(ref {map}, row * {Text.Of(Between.RowStride)});");
        int left = Between.Halo.Left * Between.PixelStride, right = left + Between.RowLength;
        for (int i = 0; i < left; i += target.Lanes)
        {
            writer.Line(target.Store($"{target.Type}.Zero", "edge", i));
        }

        for (int i = right; i < Between.RowStride; i += target.Lanes)
        {
            writer.Line(target.Store($"{target.Type}.Zero", "edge", i));
        }
    }

    private string[] Describe()
    {
        AxisWindow h = First.Window.Height, w = First.Window.Width;
        return
        [
            $"{Name}: {Text.Of(First.Channels.Inputs)} to {Text.Of(First.Channels.Outputs)} channels by "
            + $"{Text.Of(h.Taps)}×{Text.Of(w.Taps)} taps, then each channel apart by {Text.Of(Rows.Taps)}×"
            + $"{Text.Of(Second.Window.Width.Taps)} taps, {Text.Of(Rows.Count)}×{Text.Of(Second.Window.Width.Count)} outputs.",
            $"At most {Text.Count(Bands[0].Size, "row")} of outputs at a time; working memory: "
            + $"[{Text.Of(Math.Min(BlocksTogether, Second.Blocks))} blocks][row][column][16] between the two.",
        ];
    }

    // What belongs to a part, in units of floats for each channel.
    private static string Of(string reference, string part, int perChannel, string block = "0") =>
        Text.At(
            reference, Text.Sum((part, BlocksTogether * perChannel * ValueLayout.BlockSize), (block, perChannel * ValueLayout.BlockSize)));

    // Rows of the map between that so many rows of outputs read.
    private int RowsRead(int outputs) => ((outputs - 1) * Rows.InStep) + ((Rows.Taps - 1) * Rows.TapStep) + 1;
}

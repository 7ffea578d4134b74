using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Convolution;

/// <summary>
/// A convolution with weights of its own at every position: forward passes and input gradients. Each position is a dense layer over its
/// window, so examples take the place that pixels have in a convolution, and each weight is streamed once for all of them.
/// </summary>
/// <param name="Label">What it is, for names and comments.</param>
/// <param name="Channels">Its channels, in one group.</param>
/// <param name="Window">The sliding window.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="Residual">Strides of what is added before the activation, if anything.</param>
/// <param name="HasBias">Whether accumulators start from a bias for each channel.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
internal sealed record LocalConvolutionKernel(
    string Label,
    ChannelGroups Channels,
    WindowGeometry Window,
    Strides Input,
    Strides Output,
    Strides? Residual,
    bool HasBias,
    Activation Activation) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Label;

    /// <inheritdoc/>
    public override string Algorithm => "direct, weights per position";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters =>
        Given("x", "weights", HasBias ? "bias" : "", Residual is null ? "" : "residual", "y");

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) =>
        new(Groups(target).Sum(g => g.Count) * Window.Depth.Count * Window.Height.Count, PerExample: false);

    // Bound by streaming the weights, about 16 bytes in a nanosecond from the outer cache.
    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)WeightBlock * Window.Positions * Channels.OutputBlocks * sizeof(float) / 16;

    private int WeightBlock => Channels.WeightBlock(Window.Taps);

    // From the weights of a block of outputs to those of the next.
    private int BlockStride => Window.Positions * WeightBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        AxisWindow d = Window.Depth, h = Window.Height, w = Window.Width;
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Label}: {Text.Of(Channels.Inputs)} to {Text.Of(Channels.Outputs)} channels, {Text.Of(Window.Positions)} positions with "
            + $"weights of their own, {Text.Of(Window.Taps)} taps each.");
        IReadOnlyList<Segment> groups = Groups(target);
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, ("group", 0), ("plane", d.Count), ("row", h.Count));
        using SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", w.Count, out string column);
        string window = Reference.Declare(
            writer,
            "window",
            "x",
            item.Sum(("plane", d.InStep * Input.Plane), ("row", h.InStep * Input.Row), (column, w.InStep * Input.Pixel)));
        string Written(Strides strides) =>
            item.Sum(("plane", d.OutStep * strides.Plane), ("row", h.OutStep * strides.Row), (column, w.OutStep * strides.Pixel));
        string place = Reference.Declare(writer, "place", "y", Written(Output));
        string filters = Reference.Declare(
            writer,
            "filters",
            "weights",
            item.Sum(("plane", h.Count * w.Count * WeightBlock), ("row", w.Count * WeightBlock), (column, WeightBlock)));
        string addend = Residual is { } r ? Reference.Declare(writer, "addend", "residual", Written(r)) : string.Empty;
        writer.Line("int example = 0;");
        Branch.Emit(writer, "group", groups, group =>
        {
            foreach (int size in ExampleTiles.Sizes(target))
            {
                using SourceWriter.Scope examples = ExampleTiles.Open(writer, size);
                string Example(string name, string origin, Strides strides) =>
                    Reference.Declare(writer, name, origin, Text.Sum(("example", strides.Example)));
                string input = Example("input", window, Input);
                string output = Example("output", place, Output);
                string residual = Residual is { } added ? Example("added", addend, added) : string.Empty;

                foreach (Segment part in Partition.Whole(group.Size, size == 1 ? ExampleTiles.VectorsOfOne : ExampleTiles.VectorsOfSeveral))
                {
                    EmitTile(writer, target, library, new TilePlaces(input, filters, residual, output), part, size);
                }
            }
        });
    }

    // The names of the references to what a tile reads and writes; empty for what it has none of.
    private readonly record struct TilePlaces(string Input, string Filters, string Residual, string Output);

    private void EmitTile(SourceWriter writer, VectorTarget target, KernelLibrary library, TilePlaces places, Segment part, int examples)
    {
        BroadcastTile tile = Tile(target, part.Size, examples);
        string method = library.Require(tile);
        using SourceWriter.Scope? loop = CountedLoop.Open(writer, "part", part.Count, out string index);
        string vector = $"vector{Text.Of(part.Size)}x{Text.Of(part.Start)}";
        writer.Line($"int {vector} = {Text.Sum(("group", ExampleTiles.VectorsOfOne), (SegmentText.Place(part, index, 1), 1))};");
        string At(string reference, int block) => Text.At(reference, Text.Sum(BlockedVectors.Offset(target, vector, block)));
        writer.Line(tile.Call(
            method,
            places.Input,
            At(places.Filters, BlockStride),
            Text.At("bias", Text.Sum((vector, target.Lanes))),
            At(places.Residual, Residual?.Block ?? 0),
            At(places.Output, Output.Block)));
    }

    private BroadcastTile Tile(VectorTarget target, int vectors, int examples)
    {
        EquatableArray<int> Vectors(int block) => BlockedVectors.Offsets(target, vectors, block);
        int[] Examples(int stride) => [.. Enumerable.Range(0, examples).Select(e => e * stride)];
        AxisWindow d = Window.Depth, h = Window.Height, w = Window.Width;
        TileLoop[] loops =
        [
            new("tapPlane", d.Taps, d.TapStep * Input.Plane),
            new("tapRow", h.Taps, h.TapStep * Input.Row),
            new("tapColumn", w.Taps, w.TapStep * Input.Pixel),
        ];
        return new BroadcastTile(
            Label,
            Vectors(BlockStride),
            Vectors(Output.Block),
            Residual is { } r ? Vectors(r.Block) : EquatableArray<int>.Empty,
            new EquatableArray<int>(Examples(Input.Example)),
            new EquatableArray<int>(Examples(Output.Example)),
            Residual is { } s ? new EquatableArray<int>(Examples(s.Example)) : EquatableArray<int>.Empty,
            new EquatableArray<TileLoop>(loops),
            Channels.InputBlocks,
            Input.Block,
            Math.Min(Channels.Inputs, ValueLayout.BlockSize),
            Channels.LastBlockChannels,
            ChannelUnit: 0,
            Input.Channel,
            HasBias,
            Activation,
            WeightPrefetch.Stream(BlockStride * Channels.OutputBlocks),
            Column: "example");
    }

    private IReadOnlyList<Segment> Groups(VectorTarget target) =>
        Partition.Whole(Channels.OutputBlocks * target.VectorsPerBlock, ExampleTiles.VectorsOfOne);
}

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
        new([.. new[] { "x", "weights", HasBias ? "bias" : "", Residual is null ? "" : "residual", "y" }.Where(p => p.Length > 0)]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) =>
        new(Groups(target).Sum(g => g.Count) * Window.Depth.Count * Window.Height.Count, PerExample: false);

    // Bound by streaming the weights, about 16 bytes in a nanosecond from the outer cache.
    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)WeightBlock * Window.Positions * Channels.OutputBlocks * sizeof(float) / 16;

    private int WeightBlock => Channels.WeightBlock(Window);

    // From the weights of a block of outputs to those of the next.
    private int BlockStride => Window.Positions * WeightBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        AxisWindow d = Window.Depth, h = Window.Height, w = Window.Width;
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Label}: {Text.Of(Channels.Inputs)} to {Text.Of(Channels.Outputs)} channels, {Text.Of(Window.Positions)} positions with weights of their own, {Text.Of(Window.Taps)} taps each.");
        IReadOnlyList<Segment> groups = Groups(target);
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, ("group", 0), ("plane", d.Count), ("row", h.Count));
        using SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", w.Count, out string column);
        writer.Line($"ref float window = ref {Text.At("x", item.Sum(("plane", d.InStep * Input.Plane), ("row", h.InStep * Input.Row), (column, w.InStep * Input.Pixel)))};");
        writer.Line($"ref float place = ref {Text.At("y", item.Sum(("plane", d.OutStep * Output.Plane), ("row", h.OutStep * Output.Row), (column, w.OutStep * Output.Pixel)))};");
        writer.Line($"ref float filters = ref {Text.At("weights", item.Sum(("plane", h.Count * w.Count * WeightBlock), ("row", w.Count * WeightBlock), (column, WeightBlock)))};");
        if (Residual is { } r)
        {
            writer.Line($"ref float addend = ref {Text.At("residual", item.Sum(("plane", d.OutStep * r.Plane), ("row", h.OutStep * r.Row), (column, w.OutStep * r.Pixel)))};");
        }

        writer.Line("int example = 0;");
        Branch.Emit(writer, "group", groups, group =>
        {
            foreach (int size in ExampleTiles.Sizes(target))
            {
                using SourceWriter.Scope examples = ExampleTiles.Open(writer, size);
                writer.Line($"ref float input = ref {Names.Unsafe}.Add(ref window, example * {Text.Of(Input.Example)});");
                writer.Line($"ref float output = ref {Names.Unsafe}.Add(ref place, example * {Text.Of(Output.Example)});");
                if (Residual is { } added)
                {
                    writer.Line($"ref float added = ref {Text.At("addend", item.Sum(("example", added.Example)))};");
                }

                foreach (Segment part in Partition.Whole(group.Size, size == 1 ? ExampleTiles.VectorsOfOne : ExampleTiles.VectorsOfSeveral))
                {
                    EmitTile(writer, target, library, part, size);
                }
            }
        });
    }

    private void EmitTile(SourceWriter writer, VectorTarget target, KernelLibrary library, Segment part, int examples)
    {
        BroadcastTile tile = Tile(target, part.Size, examples);
        string method = library.Require(tile);
        using SourceWriter.Scope? loop = CountedLoop.Open(writer, "part", part.Count, out string index);
        string vector = $"vector{Text.Of(part.Size)}x{Text.Of(part.Start)}";
        writer.Line($"int {vector} = {Text.Sum(("group", ExampleTiles.VectorsOfOne), (SegmentText.Place(part, index, 1), 1))};");
        string At(string reference, int block) => Text.At(reference, Text.Sum(BlockedVectors.Offset(target, vector, block)));
        writer.Line(tile.Call(
            method,
            "input",
            At("filters", BlockStride),
            Text.At("bias", Text.Sum((vector, target.Lanes))),
            At("added", Residual?.Block ?? 0),
            At("output", Output.Block)));
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
            LastChannelsVary: false,
            Input.Channel,
            HasBias,
            Activation,
            WeightPrefetch.Stream(BlockStride * Channels.OutputBlocks),
            Column: "example");
    }

    private IReadOnlyList<Segment> Groups(VectorTarget target) =>
        Partition.Whole(Channels.OutputBlocks * target.VectorsPerBlock, ExampleTiles.VectorsOfOne);
}

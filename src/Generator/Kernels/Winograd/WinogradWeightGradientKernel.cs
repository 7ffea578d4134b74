using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Winograd;

/// <summary>
/// Gradient of a 3×3 convolution to its weights by Winograd's algorithm, in the order of the packed weights. F(m×m, 3×3) is bilinear in
/// the input d and the taps, so that the gradient to the taps is Gᵀ·(Σ (A·g·Aᵀ) ⊙ (Bᵀ·d·B))·G, summed over tiles and examples, with the
/// same transforms: (m + 2)² products take the place of 9·m². Each piece of work transforms groups of tiles into the working memory of its
/// thread, adds up their products point by point, and transforms the sums when all are there.
/// </summary>
/// <param name="Label">What the convolution is, for names and comments.</param>
/// <param name="Plan">Tiles, groups and parts.</param>
/// <param name="Input">Strides of the forward pass's input.</param>
/// <param name="OutputGradient">Strides of the gradient of its output.</param>
/// <param name="Slices">Ranges of examples that are summed apart.</param>
internal sealed record WinogradWeightGradientKernel(
    string Label, WinogradGradientPlan Plan, Strides Input, Strides OutputGradient, int Slices) : EmittedKernel
{
    private const int Block = ValueLayout.BlockSize;

    /// <inheritdoc/>
    public override string Name => Label;

    /// <inheritdoc/>
    public override string Algorithm =>
        $"Winograd {Text.Of(Plan.Transform.Outputs)}×{Text.Of(Plan.Transform.Outputs)} weight gradient";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "dy", "dw", "workspace"]);

    /// <summary>Floats of working memory.</summary>
    public int WorkspaceLength => Plan.PointCount * (ValuePoint + GradientPoint + SumPoint);

    private int ResultLength => Plan.Channels.OutputBlocks * BlockLength;

    private int BlockLength => Plan.Channels.WeightBlock(Plan.Window.Taps);

    private int InputBlocks => Plan.InputParts[0].Size;

    private int OutputBlocks => Plan.OutputParts[0].Size;

    // Distance between blocks of transformed values.
    private int TileBlock => Plan.TilesPerGroup * Block;

    // Distances between points.
    private int ValuePoint => TileGrouping.Spread(InputBlocks * TileBlock);

    private int GradientPoint => TileGrouping.Spread(OutputBlocks * TileBlock);

    private int SumPoint => TileGrouping.Spread(OutputBlocks * SumBlock);

    private int SumBlock => InputBlocks * Block * Block;

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) =>
        new(Slices * Plan.OutputParts.Sum(p => p.Count) * Plan.InputParts.Sum(p => p.Count), PerExample: false);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => Plan.Cycles / CyclesPerNanosecond * Block / target.Lanes;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(writer, name, Describe());
        Reference.DeclareAlways(writer, "gradients", "workspace", Text.Of(Plan.PointCount * ValuePoint));
        Reference.DeclareAlways(writer, "sums", "gradients", Text.Of(Plan.PointCount * GradientPoint));
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(
            writer,
            ("slice", Slices),
            ("outputPart", Plan.OutputParts.Sum(p => p.Count)),
            ("inputPart", Plan.InputParts.Sum(p => p.Count)));
        writer.Line(SegmentText.Declare("inputBlocks", SegmentText.Size(Plan.InputParts, "inputPart")));
        writer.Line(SegmentText.Declare("outputBlocks", SegmentText.Size(Plan.OutputParts, "outputPart")));
        Reference.DeclareAlways(writer, "input", "x", item.Sum(("inputPart", InputBlocks * Input.Block)));
        Reference.DeclareAlways(writer, "output", "dy", item.Sum(("outputPart", OutputBlocks * OutputGradient.Block)));
        string examples = Slices == 1 ? "examples" : $"examples * (slice + 1) / {Text.Of(Slices)}";
        string from = Slices == 1 ? "0" : $"examples * slice / {Text.Of(Slices)} * {Text.Of(Plan.Tiles)}";
        writer.Line($"int firstTile = {from}, endTile = {examples} * {Text.Of(Plan.Tiles)};");
        writer.Line("bool adds = false;");
        using (writer.Block("do", "} while (firstTile < endTile);"))
        {
            writer.Line($"int tiles = {Names.Math}.Min({Text.Of(Plan.TilesPerGroup)}, endTile - firstTile);");
            EmitTransforms(writer, target, library);
            Branch.Emit(writer, "outputPart", Plan.OutputParts, part => EmitProducts(writer, target, library, part.Size));
            writer.Line("firstTile += tiles;");
            writer.Line("adds = true;");
        }

        writer.Blank();
        EmitTaps(writer, target, library, item);
    }

    private void EmitTransforms(SourceWriter writer, VectorTarget target, KernelLibrary library)
    {
        using SourceWriter.Scope loop = writer.Block("for (int tile = 0; tile < tiles; tile++)");
        string count = Text.Of(Plan.Tiles), across = Text.Of(Plan.TilesAcross);
        writer.Line($"int example = (firstTile + tile) / {count};");
        writer.Line($"int row = (firstTile + tile) % {count} / {across};");
        writer.Line($"int column = (firstTile + tile) % {count} % {across};");
        int size = Plan.Transform.Outputs;
        string Place(Strides strides) =>
            Text.Sum(("example", strides.Example), ("row", size * strides.Row), ("column", size * strides.Pixel));
        Reference.DeclareAlways(writer, "patch", "input", Place(Input));
        string inputTile = library.Require(new WinogradInputTile(Plan.Transform, Input.Row, Input.Pixel, ValuePoint));
        using (writer.Block("for (int block = 0; block < inputBlocks; block++)"))
        {
            using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
            string patch = Text.At("patch", Text.Sum(("block", Input.Block), (lane, 1)));
            string point = Text.At("workspace", Text.Sum(("tile", Block), ("block", TileBlock), (lane, 1)));
            writer.Line($"{inputTile}(ref {patch}, ref {point});");
        }

        Reference.DeclareAlways(writer, "gradient", "output", Place(OutputGradient));
        using SourceWriter.Scope blocks = writer.Block("for (int block = 0; block < outputBlocks; block++)");
        using SourceWriter.Scope? ofBlock = CountedLoop.OpenLanes(writer, target, out string part);
        string from = Text.At("gradient", Text.Sum(("block", OutputGradient.Block), (part, 1)));
        string to = Text.At("gradients", Text.Sum(("tile", Block), ("block", TileBlock), (part, 1)));
        EdgeTiles.Emit(writer, "row", Plan.TilesDown, size, Plan.Window.Height.Count, rows =>
            EdgeTiles.Emit(writer, "column", Plan.TilesAcross, size, Plan.Window.Width.Count, columns =>
            {
                var tile = new WinogradGradientTile(
                    Plan.Transform, rows, columns, OutputGradient.Row, OutputGradient.Pixel, GradientPoint);
                writer.Line($"{library.Require(tile)}(ref {from}, ref {to});");
            }));
    }

    // The products of all points, added to the sums. A tile of the map takes the place of a pixel.
    private void EmitProducts(SourceWriter writer, VectorTarget target, KernelLibrary library, int outputBlocks)
    {
        using SourceWriter.Scope points = writer.Block($"for (int point = 0; point < {Text.Of(Plan.PointCount)}; point++)");
        using SourceWriter.Scope blocks = writer.Block("for (int block = 0; block < inputBlocks; block++)");
        foreach (Segment group in Partition.Whole(outputBlocks * target.VectorsPerBlock, 2))
        {
            using SourceWriter.Scope? groups = CountedLoop.Open(writer, "group", group.Count, out string number);
            string vector = number == "0" ? Text.Of(group.Start) : Text.Sum((number, group.Size), ("1", group.Start));
            int channels = WeightGradientTile.MostChannels(target, group.Size, taps: 1, Block);
            using SourceWriter.Scope? tiles = CountedLoop.Open(writer, "channels", Block / channels, out string index);
            var tile = new WeightGradientTile(
                "WinogradWeightGradient",
                BlockedVectors.Offsets(target, group.Size, TileBlock),
                BlockedVectors.Offsets(target, group.Size, SumBlock),
                channels,
                InputChannelStep: 1,
                Taps: 1,
                TapStep: 0,
                WindowGeometry.Pointwise,
                TileStrides,
                TileStrides);
            (string, int) channel = (index, channels);
            string value = Text.At("workspace", Text.Sum(("point", ValuePoint), ("block", TileBlock), channel));
            string gradient = Text.At(
                "gradients", Text.Sum([("point", GradientPoint), .. BlockedVectors.Offset(target, Text.Factor(vector), TileBlock)]));
            string sum = Text.At("sums", Text.Sum(
            [
                ("point", SumPoint),
                .. BlockedVectors.Offset(target, Text.Factor(vector), SumBlock),
                ("block", Block * Block),
                (index, channels * Block),
            ]));
            writer.Line($"{library.Require(tile)}(ref {value}, ref {gradient}, ref {sum}, 0, 0, 1, tiles, adds);");
        }
    }

    private void EmitTaps(SourceWriter writer, VectorTarget target, KernelLibrary library, ItemIndex item)
    {
        ChannelGroups channels = Plan.Channels;
        int fullBlock = channels.RowsPerBlock * Plan.Window.Taps * Block;
        Reference.DeclareAlways(writer, "result", "dw", item.Sum(
            ("slice", ResultLength), ("outputPart", OutputBlocks * BlockLength), ("inputPart", InputBlocks * fullBlock)));
        string tile = library.Require(new WinogradTapTile(Plan.Transform, SumPoint));
        using SourceWriter.Scope outputs = writer.Block("for (int outputBlock = 0; outputBlock < outputBlocks; outputBlock++)");
        using SourceWriter.Scope inputs = writer.Block("for (int block = 0; block < inputBlocks; block++)");
        string number = item.Sum(("inputPart", InputBlocks), ("block", 1));
        writer.Line(channels.LastBlockChannels == channels.RowsPerBlock
            ? $"const int channels = {Text.Of(channels.RowsPerBlock)};"
            : $"int channels = {(number == "0" ? "block" : number)} == {Text.Of(channels.InputBlocks - 1)} ? "
                + $"{Text.Of(channels.LastBlockChannels)} : {Text.Of(channels.RowsPerBlock)};");
        using SourceWriter.Scope rows = writer.Block("for (int channel = 0; channel < channels; channel++)");
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        string from = Text.At("sums", Text.Sum(("outputBlock", SumBlock), ("block", Block * Block), ("channel", Block), (lane, 1)));
        string to = Text.At("result", Text.Sum(("outputBlock", BlockLength), ("block", fullBlock), ("channel", Block), (lane, 1)));
        writer.Line($"{tile}(ref {from}, ref {to}, channels * {Text.Of(Block)});");
    }

    private static Strides TileStrides => new(Example: 0, Block: 0, Channel: 1, Plane: 0, Row: Block, Pixel: Block);

    private string[] Describe()
    {
        string size = Text.Of(Plan.Transform.Outputs), points = Text.Of(Plan.Transform.Points);
        return
        [
            $"{Label}: gradient to {Text.Of(Plan.Channels.Outputs)} × {Text.Of(Plan.Channels.Inputs)} × 3×3 weights, from "
            + $"{Text.Of(Plan.Window.Height.Count)}×{Text.Of(Plan.Window.Width.Count)} outputs, by Winograd's F({size}×{size}, 3×3).",
            $"Groups of {Text.Of(Plan.TilesPerGroup)} tiles of {size}×{size} outputs; {Text.Count(Slices, "slice")} of examples;",
            $"working memory: inputs and gradients [{points}·{points}][block of 16][tile][16], "
            + $"sums [{points}·{points}][block of 16 outputs][input][16].",
        ];
    }
}

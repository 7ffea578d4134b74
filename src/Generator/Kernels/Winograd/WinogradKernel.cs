using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Winograd;

/// <summary>
/// A 3×3 convolution by Winograd's algorithm. Each group of tiles is transformed into the working memory of its thread, multiplied point
/// by point by transformed weights, and transformed back. Work is split by groups of tiles and parts of the output channels; parts of one
/// group that a thread does in turn share the transformed input.
/// </summary>
/// <param name="Label">What the convolution is, for names and comments.</param>
/// <param name="Plan">Tiles and groups.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="Residual">Strides of the value that is added before the activation, if any.</param>
/// <param name="HasBias">Whether a bias is added.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
/// <param name="Pool">How 2×2 windows of the results are pooled before they are stored; null where they are not.</param>
internal sealed record WinogradKernel(
    string Label,
    WinogradPlan Plan,
    Strides Input,
    Strides Output,
    Strides? Residual,
    bool HasBias,
    Activation Activation,
    CombiningPoolKind? Pool = null) : EmittedKernel
{
    private const int Block = ValueLayout.BlockSize;

    /// <inheritdoc/>
    public override string Name => Label;

    /// <inheritdoc/>
    public override string Algorithm =>
        $"Winograd {Text.Of(Plan.Transform.Outputs)}×{Text.Of(Plan.Transform.Outputs)}{PairPooling.Suffix(Pool)}";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters =>
        Given("x", "weights", HasBias ? "bias" : "", Residual is null ? "" : "residual", "y", "workspace");

    /// <summary>Floats of transformed weights.</summary>
    public static int WeightLength(WinogradPlan plan) => plan.PointCount * PointWeights(plan);

    /// <summary>Floats of working memory on the target that needs most.</summary>
    public int WorkspaceLength => VectorTarget.All.Select(Plan.For).Max(cut => (InputPoint(cut) + cut.ProductPoint) * Plan.PointCount);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Plan.For(target).Items, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => Plan.For(target).Cycles / CyclesPerNanosecond;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        TileGrouping cut = Plan.For(target);
        using SourceWriter.Scope method = Method(writer, name, Describe(cut));
        Reference.DeclareAlways(writer, "m", "workspace", Text.Of(InputPoint(cut) * Plan.PointCount));
        cut.Emit(
            writer,
            "tile",
            () => EmitInput(writer, target, library, cut),
            (blocks, tiles) => EmitProducts(writer, target, library, cut, blocks, tiles),
            () => EmitOutput(writer, target, library, cut));
    }

    private void EmitInput(SourceWriter writer, VectorTarget target, KernelLibrary library, TileGrouping cut)
    {
        string tile = library.Require(new WinogradInputTile(Plan.Transform, Input.Row, Input.Pixel, InputPoint(cut)));
        using SourceWriter.Scope loop = writer.Block("for (int tile = 0; tile < tiles; tile++)");
        EmitTilePosition(writer);
        Reference.DeclareAlways(writer, "patch", "x", Text.Sum(
            ("example", Input.Example), ("row", Plan.Transform.Outputs * Input.Row), ("column", Plan.Transform.Outputs * Input.Pixel)));
        using SourceWriter.Scope? blocks = CountedLoop.Open(writer, "block", Plan.InputBlocks, out string block);
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        string from = Text.At("patch", Text.Sum((block, Input.Block), (lane, 1)));
        string to = Text.At("workspace", Text.Sum(("tile", Block), (block, cut.BlockStride), (lane, 1)));
        writer.Line($"{tile}(ref {from}, ref {to});");
    }

    private void EmitProducts(SourceWriter writer, VectorTarget target, KernelLibrary library, TileGrouping cut, int blocks, int tiles) =>
        cut.EmitProducts(
            writer,
            target,
            (Plan.PointCount, InputPoint(cut), PointWeights(Plan)),
            RowsPerBlock(Plan) * Block,
            together: 2,
            blocks,
            tiles,
            vectors => TileShape.MaxPixels(target, vectors),
            (size, values, filters, products) =>
            {
                BroadcastTile tile = ProductTile(target, cut, size.Vectors, size.Tiles);
                return tile.Call(library.Require(tile), values, filters, bias: "", residual: "", products);
            });

    private void EmitOutput(SourceWriter writer, VectorTarget target, KernelLibrary library, TileGrouping cut)
    {
        int size = Plan.Transform.Outputs;
        using SourceWriter.Scope loop = writer.Block("for (int tile = 0; tile < tiles; tile++)");
        EmitTilePosition(writer);
        string Place(Strides l, int step) =>
            Text.Sum(("example", l.Example), ("firstBlock", l.Block), ("row", step * l.Row), ("column", step * l.Pixel));
        Reference.DeclareAlways(writer, "output", "y", Place(Output, size / PairPooling.PerAxis(Pool)));
        if (Residual is { } r)
        {
            Reference.DeclareAlways(writer, "added", "residual", Place(r, size));
        }

        using SourceWriter.Scope blockLoop = writer.Block($"for (int block = 0; block < blocks; block++)");
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        Reference.DeclareAlways(writer, "products", "m", Text.Sum(("tile", Block), ("block", cut.BlockStride), (lane, 1)));
        EdgeTiles.Emit(writer, "row", Plan.TilesDown, size, Plan.Height, rows =>
            EdgeTiles.Emit(writer, "column", Plan.TilesAcross, size, Plan.Width, columns =>
            {
                var tile = new WinogradOutputTile(
                    Plan.Transform, rows, columns, cut.ProductPoint, Output, Residual, HasBias, Activation, Pool);
                writer.Line(tile.Call(
                    library.Require(tile),
                    "products",
                    Text.At("bias", Text.Sum(("(firstBlock + block)", Block), (lane, 1))),
                    Text.At("added", Text.Sum(("block", Residual?.Block ?? 0), (lane, 1))),
                    Text.At("output", Text.Sum(("block", Output.Block), (lane, 1)))));
            }));
    }

    private void EmitTilePosition(SourceWriter writer)
    {
        writer.Line($"int row = (firstTile + tile) / {Text.Of(Plan.TilesAcross)};");
        writer.Line($"int column = (firstTile + tile) % {Text.Of(Plan.TilesAcross)};");
    }

    private BroadcastTile ProductTile(VectorTarget target, TileGrouping cut, int vectors, int tiles)
    {
        int[] pixels = [.. Enumerable.Range(0, tiles).Select(t => t * Block)];
        return new BroadcastTile(
            "WinogradProduct",
            BlockedVectors.Offsets(target, vectors, RowsPerBlock(Plan) * Block),
            BlockedVectors.Offsets(target, vectors, cut.BlockStride),
            EquatableArray<int>.Empty,
            new EquatableArray<int>(pixels),
            new EquatableArray<int>(pixels),
            EquatableArray<int>.Empty,
            EquatableArray<TileLoop>.Empty,
            Plan.InputBlocks,
            cut.BlockStride,
            Math.Min(Plan.Inputs, Block),
            Plan.Inputs - ((Plan.InputBlocks - 1) * Block),
            ChannelUnit: 0,
            ChannelStep: 1,
            HasBias: false,
            Activation.Identity,
            WeightPrefetch.Distance(WeightLength(Plan), RowsPerBlock(Plan) * Block * ValueLayout.CeilDiv(vectors, target.VectorsPerBlock)),
            Column: "tile");
    }

    private string[] Describe(TileGrouping cut)
    {
        string size = Text.Of(Plan.Transform.Outputs), points = Text.Of(Plan.Transform.Points);
        return
        [
            $"{Label}: {Text.Of(Plan.Inputs)} to {Text.Of(Plan.Outputs)} channels, 3×3 taps, {Text.Of(Plan.Height)}×{Text.Of(Plan.Width)} "
            + $"outputs, by Winograd's F({size}×{size}, 3×3).",
            $"{Text.Of(Plan.TilesDown)}×{Text.Of(Plan.TilesAcross)} tiles of {size}×{size} outputs from {points}×{points} inputs, "
            + $"at most {Text.Of(cut.TilesPerGroup)} at a time;",
            $"working memory: [{points}·{points}][block of 16 inputs][tile][16], "
            + $"then m [{points}·{points}][block of 16 outputs][tile][16].",
        ];
    }

    // Rows of weights for each block of 16 outputs, as the packing routine lays them out.
    private static int RowsPerBlock(WinogradPlan plan) => plan.InputBlocks * Math.Min(plan.Inputs, Block);

    private static int PointWeights(WinogradPlan plan) => plan.OutputBlocks * RowsPerBlock(plan) * Block;

    private int InputPoint(TileGrouping cut) => cut.InputPoint(Plan.InputBlocks);
}

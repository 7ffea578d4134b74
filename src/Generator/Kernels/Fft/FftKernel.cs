using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Fft;

/// <summary>
/// A convolution by Fourier transforms. A group of pairs of tiles is transformed into the working memory of its thread, block by block of
/// channels, multiplied point by point by transformed weights, and each block of outputs is transformed back. Work is split by groups and
/// parts of the output channels.
/// </summary>
/// <param name="Label">What the convolution is, for names and comments.</param>
/// <param name="Plan">Transforms and tiles.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="Residual">Strides of what is added before the activation, if anything.</param>
/// <param name="HasBias">Whether a bias is added.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
internal sealed record FftKernel(
    string Label, FftPlan Plan, Strides Input, Strides Output, Strides? Residual, bool HasBias, Activation Activation) : EmittedKernel
{
    private const int Block = ValueLayout.BlockSize;

    /// <inheritdoc/>
    public override string Name => Label;

    /// <inheritdoc/>
    public override string Algorithm =>
        Plan.Rows == 1 ? $"FFT {Text.Of(Plan.Columns)}" : $"FFT {Text.Of(Plan.Rows)}×{Text.Of(Plan.Columns)}";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters =>
        Given("x", "weights", HasBias ? "bias" : "", Residual is null ? "" : "residual", "y", "workspace");

    /// <summary>Floats of working memory on the target that needs most.</summary>
    public int WorkspaceLength => VectorTarget.All.Select(Plan.For)
        .Max(cut => ((InputPoint(cut) + cut.ProductPoint) * Plan.WeightPoints) + (Plan.Rows * Plan.RowFloats));

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Plan.For(target).Items, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => Plan.For(target).Cycles / CyclesPerNanosecond;

    // Floats from the weights of a block of outputs to those of the next.
    private int WeightBlock => Plan.Inputs * FftPlan.PointFloats;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        TileGrouping cut = Plan.For(target);
        int inputs = InputPoint(cut) * Plan.WeightPoints;
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Label}: {Text.Of(Plan.Inputs)} to {Text.Of(Plan.Outputs)} channels, "
            + $"{Text.Of(Plan.Window.Height.Count)}×{Text.Of(Plan.Window.Width.Count)} outputs, by Fourier transforms.",
            $"{Text.Count(Plan.Tiles, "tile")} of {Text.Of(Plan.TileRows)}×{Text.Of(Plan.TileColumns)} outputs, each pair one complex map "
            + $"of {Text.Of(Plan.Rows)}×{Text.Of(Plan.Columns)} points, at most {Text.Count(cut.TilesPerGroup, "pair")} at a time;",
            "working memory: [point][block of 16 inputs][pair][±frequency][real, imaginary][16], "
            + "then m likewise for outputs, and the points of one pair.");
        writer.Line("ref float turns = ref weights;");
        writer.Line($"weights = ref {Text.At("weights", Text.Of(Plan.TableLength))};");
        Reference.DeclareAlways(writer, "m", "workspace", Text.Of(inputs));
        Reference.DeclareAlways(writer, "points", "workspace", Text.Of(inputs + (cut.ProductPoint * Plan.WeightPoints)));
        cut.Emit(
            writer,
            "pair",
            () => EmitInput(writer, target, library, cut),
            (blocks, pairs) => EmitProducts(writer, target, library, cut, blocks, pairs),
            () => EmitOutput(writer, target, library, cut));
    }

    private void EmitInput(SourceWriter writer, VectorTarget target, KernelLibrary library, TileGrouping cut)
    {
        using SourceWriter.Scope pairs = writer.Block("for (int pair = 0; pair < pairs; pair++)");
        using SourceWriter.Scope? blocks = CountedLoop.Open(writer, "block", Plan.InputBlocks, out string block);
        EmitLoad(writer, target, block);
        EmitTransform(writer, library, isInverse: false);
        string scatter = library.Require(new FftExchange(Plan, InputPoint(cut), IsBack: false));
        writer.Line($"{scatter}(ref points, ref {Text.At("workspace", Text.Sum(("pair", cut.TileFloats), (block, cut.BlockStride)))});");
    }

    private void EmitProducts(SourceWriter writer, VectorTarget target, KernelLibrary library, TileGrouping cut, int blocks, int pairs) =>
        cut.EmitProducts(
            writer,
            target,
            (Plan.WeightPoints, InputPoint(cut), Plan.PointWeights),
            WeightBlock,
            FftPlan.VectorsTogether(target),
            blocks,
            pairs,
            vectors => FftPlan.MaxPairs(target, vectors),
            (size, values, filters, products) =>
            {
                var tile = new FftProducts(
                    BlockedVectors.Offsets(target, size.Vectors, WeightBlock),
                    BlockedVectors.Offsets(target, size.Vectors, cut.BlockStride),
                    size.Tiles,
                    Plan.Inputs,
                    cut.BlockStride,
                    WeightPrefetch.Distance(Plan.WeightLength, WeightBlock * ValueLayout.CeilDiv(size.Vectors, target.VectorsPerBlock)));
                return $"{library.Require(tile)}(ref {values}, ref {filters}, ref {products});";
            });

    private void EmitOutput(SourceWriter writer, VectorTarget target, KernelLibrary library, TileGrouping cut)
    {
        using SourceWriter.Scope pairs = writer.Block("for (int pair = 0; pair < pairs; pair++)");
        using SourceWriter.Scope blocks = writer.Block("for (int block = 0; block < blocks; block++)");
        string gather = library.Require(new FftExchange(Plan, cut.ProductPoint, IsBack: true));
        writer.Line($"{gather}(ref points, ref {Text.At("m", Text.Sum(("pair", cut.TileFloats), ("block", cut.BlockStride)))});");
        EmitTransform(writer, library, isInverse: true);
        EmitStore(writer, target, library, "(firstBlock + block)");
    }

    // Two tiles become real and imaginary parts; where the second is missing, zeros.
    private void EmitLoad(SourceWriter writer, VectorTarget target, string block)
    {
        using SourceWriter.Scope parts = writer.Block("for (int side = 0; side < 2; side++)");
        writer.Line($"ref float values = ref {Names.Unsafe}.Add(ref points, side * {Text.Of(Block)});");
        EmitTilePosition(writer);
        using (writer.Block($"if (tile >= {Text.Of(Plan.Tiles)})"))
        {
            using (writer.Block(
                $"for (int place = 0; place < {Text.Of(Plan.Rows * Plan.RowFloats)}; place += {Text.Of(FftPlan.PointFloats)})"))
            {
                for (int lane = 0; lane < Block; lane += target.Lanes)
                {
                    writer.Line(target.Store($"{target.Type}.Zero", $"{Names.Unsafe}.Add(ref values, place)", lane));
                }
            }

            writer.Line("continue;");
        }

        using SourceWriter.Scope? rows = CountedLoop.Open(writer, "row", Plan.Rows, out string row);
        Reference.DeclareAlways(writer, "patch", "x", Text.Sum(
            ("example", Input.Example),
            (block, Input.Block),
            (Text.Factor(Text.Sum(("tileRow", 1), (row, 1))), Input.Row),
            ("tileColumn", Input.Pixel)));
        string to = Reference.Declare(writer, "to", "values", Text.Sum((row, Plan.RowFloats)));
        using SourceWriter.Scope columns = writer.Block($"for (int column = 0; column < {Text.Of(Plan.Columns)}; column++)");
        for (int v = 0; v < target.VectorsPerBlock; v++)
        {
            string value = target.Load($"{Names.Unsafe}.Add(ref patch, column * {Text.Of(Input.Pixel)})", v * target.Lanes);
            writer.Line(target.Store(value, $"{Names.Unsafe}.Add(ref {to}, column * {Text.Of(FftPlan.PointFloats)})", v * target.Lanes));
        }
    }

    // Rows, then columns, and back; of the rows only those that are stored.
    private void EmitTransform(SourceWriter writer, KernelLibrary library, bool isInverse)
    {
        void EmitLines(int length, int step, string line, int lines, int lineStep, int turns)
        {
            if (length > 1)
            {
                string transform = library.Require(new FftTransform(length, step, isInverse));
                using SourceWriter.Scope? loop = CountedLoop.Open(writer, line, lines, out string index);
                writer.Line($"{transform}(ref {Text.At("points", Text.Sum((index, lineStep)))}, ref {Text.At("turns", Text.Of(turns))});");
            }
        }

        void EmitColumns() => EmitLines(Plan.Rows, Plan.RowFloats, "column", Plan.Columns, FftPlan.PointFloats, 2 * Plan.Columns);

        if (isInverse)
        {
            EmitColumns();
        }

        EmitLines(Plan.Columns, FftPlan.PointFloats, "row", isInverse ? Plan.TileRows : Plan.Rows, Plan.RowFloats, 0);
        if (!isInverse)
        {
            EmitColumns();
        }
    }

    private void EmitStore(SourceWriter writer, VectorTarget target, KernelLibrary library, string block)
    {
        using SourceWriter.Scope parts = writer.Block("for (int side = 0; side < 2; side++)");
        EmitTilePosition(writer);
        using (writer.Block($"if (tile >= {Text.Of(Plan.Tiles)})"))
        {
            writer.Line("break;");
        }

        writer.Line($"int rows = {Names.Math}.Min({Text.Of(Plan.TileRows)}, {Text.Of(Plan.Window.Height.Count)} - tileRow);");
        writer.Line($"int columns = {Names.Math}.Min({Text.Of(Plan.TileColumns)}, {Text.Of(Plan.Window.Width.Count)} - tileColumn);");
        using SourceWriter.Scope rows = writer.Block("for (int row = 0; row < rows; row++)");
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        Reference.DeclareAlways(writer, "from", "points", Text.Sum(("side", Block), ("row", Plan.RowFloats), (lane, 1)));
        Reference.DeclareAlways(writer, "output", "y", Place(Output, block, lane));
        if (Residual is { } added)
        {
            Reference.DeclareAlways(writer, "added", "residual", Place(added, block, lane));
        }

        string bias = Text.At("bias", Text.Sum((block, Block), (lane, 1)));
        if (HasBias)
        {
            writer.Line($"{target.Type} start = {target.Load(bias, 0)};");
        }

        using SourceWriter.Scope columns = writer.Block("for (int column = 0; column < columns; column++)");
        writer.Line(
            $"{target.Type} value = {target.Load($"{Names.Unsafe}.Add(ref from, column * {Text.Of(FftPlan.PointFloats)})", 0)}"
            + $"{(HasBias ? " + start" : string.Empty)};");
        if (Residual is { } r)
        {
            writer.Line($"value += {target.Load($"{Names.Unsafe}.Add(ref added, column * {Text.Of(r.Pixel)})", 0)};");
        }

        writer.Line(target.Store(
            Activation.Apply(target, library, "value", distance => target.Load(bias, distance)),
            $"{Names.Unsafe}.Add(ref output, column * {Text.Of(Output.Pixel)})",
            0));
    }

    // The outputs of a tile begin where what it reads does.
    private void EmitTilePosition(SourceWriter writer)
    {
        writer.Line("int tile = (2 * (firstPair + pair)) + side;");
        (string row, string column) = Plan.TilesAcross == 1
            ? ("tile", "0")
            : ($"tile / {Text.Of(Plan.TilesAcross)}", $"tile % {Text.Of(Plan.TilesAcross)}");
        writer.Line($"int tileRow = {Text.Sum((row, Plan.TileRows))};");
        writer.Line(SegmentText.Declare("tileColumn", Text.Sum((column, Plan.TileColumns))));
    }

    private int InputPoint(TileGrouping cut) => cut.InputPoint(Plan.InputBlocks);

    private static string Place(Strides strides, string block, string lane) => Text.Sum(
        ("example", strides.Example), (block, strides.Block), ("(tileRow + row)", strides.Row), ("tileColumn", strides.Pixel), (lane, 1));
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Convolution;

/// <summary>
/// Gradient of a convolution (or of a dense layer, whose kernel covers its input) to its weights, in the order of the packed weights.
/// A tile of input channels × kernel columns × output vectors stays in registers while the pixels of a chunk go by: some rows, or some
/// whole examples, that stay in the nearest cache while all tiles of a block of inputs and a group of outputs are summed over them. Where
/// every position has weights of its own, each is a gradient from a map of one position, and an example its only pixel. Slices are ranges
/// of examples with results of their own, summed later in a fixed order, so the number of threads changes nothing.
/// </summary>
/// <param name="Label">What the convolution is, for names and comments.</param>
/// <param name="Channels">Which inputs the outputs read.</param>
/// <param name="Window">The window of the forward pass.</param>
/// <param name="Input">Strides of the forward pass's input.</param>
/// <param name="OutputGradient">Strides of the gradient of its output.</param>
/// <param name="Slices">Ranges of examples that are summed apart.</param>
/// <param name="Positions">
/// The window over positions with weights of their own, of each of which <paramref name="Window"/> is one; null where they share theirs.
/// </param>
internal sealed record WeightGradientKernel(
    string Label,
    ChannelGroups Channels,
    WindowGeometry Window,
    Strides Input,
    Strides OutputGradient,
    int Slices,
    WindowGeometry? Positions = null) : EmittedKernel
{
    // What a chunk of input and gradient may take of the nearest cache.
    private const int ChunkFloats = 6 << 10;

    // With fewer pixels, loading and storing the sums of a tile would show.
    private const int MinPixels = 64;

    /// <inheritdoc/>
    public override string Name => Label;

    /// <inheritdoc/>
    public override string Algorithm => "direct weight gradient";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "dy", "dw"]);

    /// <summary>Floats of the result of one slice.</summary>
    public int ResultLength => Channels.OutputBlocks * BlockLength;

    private int PerPosition => Channels.WeightBlock(Window.Taps);

    // Floats of the result for a block of 16 outputs.
    private int BlockLength => PositionCount * PerPosition;

    private int PositionCount => Positions?.Positions ?? 1;

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) =>
        new(Slices * Groups(target).Sum(g => g.Count) * InputBlocks.Sum(b => b.Count) * PositionCount, PerExample: false);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target)
    {
        double multiplyAdds = (double)PositionCount * Window.Positions * Window.Taps * Channels.OutputBlocks
            * ValueLayout.BlockSize * Channels.BlocksRead * Channels.RowsPerBlock;
        return 2 * multiplyAdds / FlopsPerNanosecond(target);
    }

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        Shape shape = Choose(target);
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Label}: gradient to {Text.Of(Channels.Outputs)} × {Text.Of(Channels.InputsPerGroup)} × {Text.Of(Window.Height.Taps)}×"
            + $"{Text.Of(Window.Width.Taps)} weights, from {Text.Of(Window.Height.Count)}×{Text.Of(Window.Width.Count)} outputs.",
            $"Tiles of {Text.Of(shape.Vectors)} × {target.LanesText} outputs by {Text.Of(shape.InputChannels)} inputs by "
            + $"{Text.Of(shape.Taps)} kernel columns; {Text.Count(Slices, "slice")} of examples.");
        IReadOnlyList<Segment> groups = Groups(target), blocks = InputBlocks;
        (int examples, IReadOnlyList<Segment> bands) = Chunks(target);
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(
            writer, [("slice", Slices), ("group", groups.Sum(g => g.Count)), .. PositionIndices, ("block", blocks.Sum(b => b.Count))]);
        (string result, string inputBlock, string gradientGroup) = EmitOffsets(writer, target, item, groups);
        (string from, string to) = EmitSlice(writer);
        writer.Line($"int first = {from};");
        using SourceWriter.Scope chunks = writer.Block("do", $"}} while (first < {to});");
        writer.Line($"int last = {Names.Math}.Min(first + {Text.Of(examples)}, {to});");
        using (CountedLoop.Open(writer, "band", bands.Sum(b => b.Count), out string band))
        {
            writer.Line(SegmentText.Declare("row", SegmentText.Start(bands, band)));
            writer.Line(SegmentText.Declare("rows", SegmentText.Size(bands, band)));
            writer.Line($"bool adds = first > {from}{(band == "0" ? string.Empty : " || band > 0")};");
            string input = Reference.Declare(writer, "input", inputBlock, Text.Sum(("row", Window.Height.InStep * Input.Row)));
            string gradient = Reference.Declare(writer, "gradient", gradientGroup, Text.Sum(("row", OutputGradient.Row)));
            var places = new TilePlaces(input, gradient, result);
            Branch.Emit(writer, "group", groups, g => Branch.Emit(writer, "block", blocks, b =>
                EmitTiles(writer, target, library, shape, places, g.Size, b.Size)));
        }

        writer.Line("first = last;");
    }

    // The names of the references to what a tile reads and writes.
    private readonly record struct TilePlaces(string Input, string Gradient, string Result);

    private (string Result, string InputBlock, string GradientGroup) EmitOffsets(
        SourceWriter writer, VectorTarget target, ItemIndex item, IReadOnlyList<Segment> groups)
    {
        const int block = ValueLayout.BlockSize;
        string vector = SegmentText.Variable(writer, "vector", item.Sum(("group", groups[0].Size)));
        (string Index, int Stride)[] firstBlock = [];
        if (!Channels.ReadsAll)
        {
            writer.Line(
                $"int firstBlock = {Names.Math}.Min({vector} / {Text.Of(target.VectorsPerBlock)} * {Text.Of(block)} / "
                + $"{Text.Of(Channels.OutputsPerGroup)} * {Text.Of(Channels.InputsPerGroup)} / {Text.Of(block)}, "
                + $"{Text.Of(Channels.InputBlocks - Channels.BlocksRead)});");
            firstBlock = [("firstBlock", 1)];
        }

        bool partial = Channels.LastBlockChannels != block && Channels.InputBlocks > 1;
        writer.Line(partial
            ? $"int channels = {item.Sum([.. firstBlock, ("block", 1)])} == {Text.Of(Channels.InputBlocks - 1)} ? "
                + $"{Text.Of(Channels.LastBlockChannels)} : {Text.Of(block)};"
            : $"const int channels = {Text.Of(Channels.RowsPerBlock)};");
        int fullBlock = Channels.RowsPerBlock * Window.Taps * block;
        string result = item.Sum(
        [
            ("slice", ResultLength),
            .. BlockedVectors.Offset(target, vector, BlockLength),
            ("block", fullBlock),
            .. At(p => (p.Height.Count * p.Width.Count * PerPosition, p.Width.Count * PerPosition, PerPosition)),
        ]);
        string input = item.Sum(
        [
            .. firstBlock.Select(first => (first.Index, Input.Block)),
            ("block", Input.Block),
            .. At(p => (p.Depth.InStep * Input.Plane, p.Height.InStep * Input.Row, p.Width.InStep * Input.Pixel)),
        ]);
        string gradient = item.Sum(
        [
            .. BlockedVectors.Offset(target, vector, OutputGradient.Block),
            .. At(_ => (OutputGradient.Plane, OutputGradient.Row, OutputGradient.Pixel)),
        ]);
        return (
            Reference.Declare(writer, "result", "dw", result),
            Reference.Declare(writer, "inputBlock", "x", input),
            Reference.Declare(writer, "gradientGroup", "dy", gradient));
    }

    // The examples of a slice.
    private (string From, string To) EmitSlice(SourceWriter writer)
    {
        if (Slices == 1)
        {
            return ("0", "examples");
        }

        writer.Line($"int from = examples * slice / {Text.Of(Slices)};");
        writer.Line($"int to = examples * (slice + 1) / {Text.Of(Slices)};");
        return ("from", "to");
    }

    private IEnumerable<(string Name, int Count)> PositionIndices => Positions is { } p
        ? [("ownPlane", p.Depth.Count), ("ownRow", p.Height.Count), ("ownColumn", p.Width.Count)]
        : [];

    // What a position with weights of its own adds to an offset.
    private IEnumerable<(string Index, int Stride)> At(Func<WindowGeometry, (int Plane, int Row, int Column)> strides)
    {
        if (Positions is null)
        {
            return [];
        }

        (int plane, int row, int column) = strides(Positions);
        return [("ownPlane", plane), ("ownRow", row), ("ownColumn", column)];
    }

    // All tiles of a block of inputs and a group of outputs over the pixels of a chunk.
    private void EmitTiles(
        SourceWriter writer, VectorTarget target, KernelLibrary library, Shape shape, TilePlaces places, int vectors, int channels)
    {
        AxisWindow d = Window.Depth, h = Window.Height, w = Window.Width;
        foreach (Segment inputs in Partition.Whole(channels, shape.InputChannels))
        {
            using SourceWriter.Scope? tiles = CountedLoop.Open(writer, "tile", inputs.Count, out string tile);
            string channel = inputs.Start == 0 ? Text.Sum((tile, inputs.Size)) : Text.Of(inputs.Start);
            if (!Channels.ReadsAll && channel != "0")
            {
                // Which block is the last differs from group to group.
                using (writer.Block($"if ({channel} >= channels)"))
                {
                    writer.Line("break;");
                }
            }

            using SourceWriter.Scope? planes = CountedLoop.Open(writer, "tapPlane", d.Taps, out string plane);
            using SourceWriter.Scope? rows = CountedLoop.Open(writer, "tapRow", h.Taps, out string row);
            foreach (Segment chunk in shape.TapChunks(w.Taps))
            {
                using SourceWriter.Scope? columns = CountedLoop.Open(writer, "tapChunk", chunk.Count, out string index);
                string column = chunk.Start == 0 ? Text.Sum((index, chunk.Size)) : Text.Sum((index, chunk.Size), ("1", chunk.Start));
                string tap = Text.Sum((plane, h.Taps * w.Taps), (row, w.Taps), (column, 1));
                string from = Text.Sum(
                    (Text.Factor(channel), Input.Channel),
                    (plane, d.TapStep * Input.Plane),
                    (row, h.TapStep * Input.Row),
                    (Text.Factor(column), w.TapStep * Input.Pixel));
                string place = tap == "0" ? channel : Text.Sum(($"{Text.Factor(tap)} * channels", 1), (channel, 1));
                string to = Text.Sum((Text.Factor(place), ValueLayout.BlockSize));
                string method = library.Require(Tile(target, vectors, inputs.Size, chunk.Size));
                writer.Line(
                    $"{method}(ref {Text.At(places.Input, from)}, ref {places.Gradient}, ref {Text.At(places.Result, to)}, "
                    + $"channels * {Text.Of(ValueLayout.BlockSize)}, first, last, rows, adds);");
            }
        }
    }

    private WeightGradientTile Tile(VectorTarget target, int vectors, int inputs, int taps)
    {
        return new WeightGradientTile(
            Label,
            BlockedVectors.Offsets(target, vectors, OutputGradient.Block),
            BlockedVectors.Offsets(target, vectors, BlockLength),
            inputs,
            Input.Channel,
            taps,
            Window.Width.TapStep * Input.Pixel,
            Window,
            Input,
            OutputGradient);
    }

    // Rows of one example, or as many whole examples as fit.
    private (int Examples, IReadOnlyList<Segment> Bands) Chunks(VectorTarget target)
    {
        AxisWindow h = Window.Height, w = Window.Width;
        int gradientBlocks = ValueLayout.CeilDiv(Groups(target)[0].Size, target.VectorsPerBlock);
        int perRow = Window.Depth.Count * w.Count * ValueLayout.BlockSize * (gradientBlocks + (Window.Depth.InStep * h.InStep * w.InStep));
        int fewest = ValueLayout.CeilDiv(MinPixels, Window.Depth.Count * w.Count);
        int rows = Math.Max(fewest, ChunkFloats / perRow);
        return rows < h.Count ? (1, Partition.Even(h.Count, rows)) : (rows / h.Count, Partition.Even(h.Count, h.Count));
    }

    private IReadOnlyList<Segment> Groups(VectorTarget target) => Partition.Whole(
        ValueLayout.CeilDiv(Channels.Outputs, target.Lanes),
        Channels.ReadsAll ? 2 : Math.Min(2, target.VectorsPerBlock));

    // Blocks of inputs; the last may have fewer channels, which with groups only the run knows.
    private IReadOnlyList<Segment> InputBlocks => Channels.ReadsAll
        ? Partition.Whole(Channels.Inputs, ValueLayout.BlockSize)
        : Partition.Whole(Channels.BlocksRead * ValueLayout.BlockSize, ValueLayout.BlockSize);

    // Kernel columns first, then as many input channels as registers are left for.
    private Shape Choose(VectorTarget target)
    {
        int vectors = Groups(target)[0].Size;
        int taps = Partition.Even(Window.Width.Taps, WeightGradientTile.MostSums(target, vectors))[0].Size;
        int channels = WeightGradientTile.MostChannels(target, vectors, taps, Channels.Inputs);

        // With groups a tile must not reach beyond the last channel wherever it starts.
        while (!Channels.ReadsAll && Channels.LastBlockChannels % channels != 0)
        {
            channels /= 2;
        }

        return new Shape(vectors, channels, taps);
    }

    private readonly record struct Shape(int Vectors, int InputChannels, int Taps)
    {
        public IReadOnlyList<Segment> TapChunks(int width) => Partition.Even(width, Taps);
    }
}

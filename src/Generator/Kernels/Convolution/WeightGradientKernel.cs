using ConvGen.Generator.Emission;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Kernels.Convolution;

/// <summary>
/// Gradient of a convolution (or of a dense layer, whose kernel covers its input) to its weights, in the order of the packed weights.
/// A tile of input channels × kernel columns × output vectors stays in registers while all pixels of all examples of a slice go by.
/// Slices are ranges of examples with results of their own, summed later in a fixed order, so the number of threads changes nothing.
/// </summary>
/// <param name="Label">What the convolution is, for names and comments.</param>
/// <param name="Channels">Which inputs the outputs read.</param>
/// <param name="Window">The window of the forward pass.</param>
/// <param name="Input">Strides of the forward pass's input.</param>
/// <param name="OutputGradient">Strides of the gradient of its output.</param>
/// <param name="Slices">Ranges of examples that are summed apart.</param>
internal sealed record WeightGradientKernel(
    string Label,
    ChannelGroups Channels,
    WindowGeometry Window,
    Lattice Input,
    Lattice OutputGradient,
    int Slices) : Kernel
{
    /// <inheritdoc/>
    public override string Name => Label;

    /// <inheritdoc/>
    public override string Algorithm => "direct weight gradient";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "dy", "dw"]);

    /// <summary>Floats of the result of one slice.</summary>
    public int ResultLength => Channels.OutputBlocks * ConvolutionKernel.WeightBlock(Channels, Window);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target)
    {
        Shape shape = Choose(target);
        int taps = Window.Depth.Taps * Window.Height.Taps * shape.TapChunks(Window.Width.Taps).Sum(t => t.Count);
        return new(Slices * Groups(target).Sum(g => g.Count) * InputTiles(shape).Sum(t => t.Count) * taps, PerExample: false);
    }

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target)
    {
        double multiplyAdds = (double)Window.Positions * Window.Taps * Channels.OutputBlocks * ValueLayout.BlockSize * Channels.BlocksRead * Channels.RowsPerBlock;
        return 2 * multiplyAdds / FlopsPerNanosecond(target);
    }

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        Shape shape = Choose(target);
        using var method = Method(
            writer,
            name,
            $"{Label}: gradient to {Text.Of(Channels.Outputs)} × {Text.Of(Channels.InputsPerGroup)} × {Text.Of(Window.Height.Taps)}×{Text.Of(Window.Width.Taps)} weights, from {Text.Of(Window.Height.Count)}×{Text.Of(Window.Width.Count)} outputs.",
            $"Tiles of {Text.Of(shape.Vectors)} × {target.LanesText} outputs by {Text.Of(shape.InputChannels)} inputs by {Text.Of(shape.Taps)} kernel columns; {Text.Of(Slices)} slice(s) of examples.");
        IReadOnlyList<Run> groups = Groups(target);
        IReadOnlyList<Run> inputs = InputTiles(shape);
        IReadOnlyList<Run> chunks = shape.TapChunks(Window.Width.Taps);
        using var loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex.Decode(
            writer,
            ("slice", 0),
            ("group", groups.Sum(g => g.Count)),
            ("inputTile", inputs.Sum(t => t.Count)),
            ("tapPlane", Window.Depth.Taps),
            ("tapRow", Window.Height.Taps),
            ("tapChunk", chunks.Sum(t => t.Count)));
        EmitOffsets(writer, target, shape, groups, chunks);
        Branch.Emit(writer, "group", groups, g =>
            Branch.Emit(writer, "inputTile", inputs, i =>
                Branch.Emit(writer, "tapChunk", chunks, c => EmitCall(writer, target, library, g.Size, i.Size, c.Size))));
    }

    private void EmitOffsets(SourceWriter writer, VectorTarget target, Shape shape, IReadOnlyList<Run> groups, IReadOnlyList<Run> chunks)
    {
        const int block = ValueLayout.BlockSize;
        int perBlock = ConvolutionKernel.WeightBlock(Channels, Window);
        writer.Line($"int vector = group * {Text.Of(groups[0].Size)};");
        writer.Line($"int channel = inputTile * {Text.Of(shape.InputChannels)};");
        int small = chunks[chunks.Count - 1].Size;
        writer.Line(chunks.Count == 1
            ? $"int tapColumn = tapChunk * {Text.Of(small)};"
            : $"int tapColumn = (tapChunk * {Text.Of(small)}) + Math.Min(tapChunk, {Text.Of(chunks[0].Count)});");
        string firstBlock = "0";
        if (!Channels.ReadsAll)
        {
            writer.Line($"int firstBlock = Math.Min(vector / {Text.Of(target.VectorsPerBlock)} * {Text.Of(block)} / {Text.Of(Channels.OutputsPerGroup)} * {Text.Of(Channels.InputsPerGroup)} / {Text.Of(block)}, {Text.Of(Channels.InputBlocks - Channels.BlocksRead)});");
            firstBlock = "firstBlock";
            using (writer.Block($"if ((firstBlock * {Text.Of(block)}) + channel >= {Text.Of(Channels.Inputs)})"))
            {
                writer.Line("continue;");
            }
        }

        bool partial = Channels.LastBlockChannels != block && Channels.InputBlocks > 1;
        writer.Line($"int block = channel / {Text.Of(block)};");
        writer.Line(partial
            ? $"int rows = {firstBlock} + block == {Text.Of(Channels.InputBlocks - 1)} ? {Text.Of(Channels.LastBlockChannels)} : {Text.Of(block)};"
            : $"const int rows = {Text.Of(Channels.RowsPerBlock)};");
        int fullBlock = Channels.RowsPerBlock * Window.Taps * block;
        string row = $"((tapPlane * {Text.Of(Window.Height.Taps)}) + tapRow)";
        string place = $"((({row} * {Text.Of(Window.Width.Taps)}) + tapColumn) * rows) + (channel % {Text.Of(block)})";
        string outputBlock = target.VectorsPerBlock == 1 ? "vector" : $"(vector / {Text.Of(target.VectorsPerBlock)})";
        string lane = target.VectorsPerBlock == 1 ? string.Empty : $" + (vector % {Text.Of(target.VectorsPerBlock)} * {target.LanesText})";
        writer.Line($"ref float result = ref Unsafe.Add(ref dw, (slice * {Text.Of(ResultLength)}) + ({outputBlock} * {Text.Of(perBlock)}) + (block * {Text.Of(fullBlock)}) + (({place}) * {Text.Of(block)}){lane});");
        string inputBlock = firstBlock == "0" ? "block" : "(firstBlock + block)";
        string input = Text.Sum(
            (inputBlock, Input.Block),
            ($"(channel % {Text.Of(block)})", Input.Channel),
            ("tapPlane", Window.Depth.TapStep * Input.Plane),
            ("tapRow", Window.Height.TapStep * Input.Row),
            ("tapColumn", Window.Width.TapStep * Input.Pixel));
        writer.Line($"ref float input = ref Unsafe.Add(ref x, {input});");
        writer.Line($"ref float gradient = ref Unsafe.Add(ref dy, ({outputBlock} * {Text.Of(OutputGradient.Block)}){lane});");
        writer.Line($"int from = examples * slice / {Text.Of(Slices)};");
        writer.Line($"int to = examples * (slice + 1) / {Text.Of(Slices)};");
    }

    private void EmitCall(SourceWriter writer, VectorTarget target, KernelLibrary library, int vectors, int inputs, int taps)
    {
        int perBlock = ConvolutionKernel.WeightBlock(Channels, Window);
        int[] Offsets(int block) => [.. Enumerable.Range(0, vectors).Select(v => (v / target.VectorsPerBlock * block) + (v % target.VectorsPerBlock * target.Lanes))];
        var tile = new WeightGradientTile(
            Label,
            new EquatableArray<int>(Offsets(OutputGradient.Block)),
            new EquatableArray<int>(Offsets(perBlock)),
            inputs,
            Input.Channel,
            taps,
            Window.Width.TapStep * Input.Pixel,
            Window,
            Input,
            OutputGradient);
        writer.Line($"{library.Require(tile)}(ref input, ref gradient, ref result, rows * {Text.Of(ValueLayout.BlockSize)}, from, to);");
    }

    private IReadOnlyList<Run> Groups(VectorTarget target) => Partition.Whole(
        ValueLayout.CeilDiv(Channels.Outputs, target.Lanes),
        Channels.ReadsAll ? 2 : Math.Min(2, target.VectorsPerBlock));

    private IReadOnlyList<Run> InputTiles(Shape shape) => Channels.ReadsAll
        ? Partition.Whole(Channels.Inputs, shape.InputChannels)
        : Partition.Whole(Channels.BlocksRead * ValueLayout.BlockSize, shape.InputChannels);

    // Kernel columns first, then as many input channels as registers are left for.
    private Shape Choose(VectorTarget target)
    {
        int vectors = Groups(target)[0].Size;
        int most = (target.Registers - vectors - 2) / vectors;
        int taps = Partition.Even(Window.Width.Taps, most)[0].Size;
        int channels = 1;
        while (channels < ValueLayout.BlockSize && channels * 2 * taps <= most && channels < Channels.Inputs)
        {
            channels *= 2;
        }

        // With groups a tile must not reach beyond the last channel wherever it starts.
        while (!Channels.ReadsAll && Channels.LastBlockChannels % channels != 0)
        {
            channels /= 2;
        }

        return new Shape(vectors, channels, taps);
    }

    private readonly record struct Shape(int Vectors, int InputChannels, int Taps)
    {
        public IReadOnlyList<Run> TapChunks(int width) => Partition.Even(width, Taps);
    }
}

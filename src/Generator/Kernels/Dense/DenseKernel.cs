using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Dense;

/// <summary>
/// A dense layer: matrix × vector for one example, matrix × matrix for several. Examples take the place that pixels have in a
/// convolution. Work is split by groups of output vectors, so that each weight is streamed once.
/// </summary>
/// <param name="Label">What the layer is, for names and comments.</param>
/// <param name="Channels">Input channels.</param>
/// <param name="Positions">Positions of the input map; 1 when the input is a vector.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="OutputBlocks">Blocks of 16 outputs.</param>
/// <param name="OutputExample">Distance between the examples of the output.</param>
/// <param name="Accumulates">Whether the result is added to what the output holds.</param>
/// <param name="HasBias">Whether accumulators start from a bias.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
/// <param name="Precision">How the weights are stored.</param>
internal sealed record DenseKernel(
    string Label,
    int Channels,
    int Positions,
    Strides Input,
    int OutputBlocks,
    int OutputExample,
    bool Accumulates,
    bool HasBias,
    Activation Activation,
    WeightPrecision Precision = WeightPrecision.Float32) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Label;

    /// <inheritdoc/>
    public override string Algorithm => Precision == WeightPrecision.BFloat16 ? "dense, bfloat16 weights" : "dense";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => HasBias
        ? new EquatableArray<string>(["x", "weights", "bias", "y"])
        : new EquatableArray<string>(["x", "weights", "y"]);

    private int Inputs => Channels * Positions;

    private int WeightsPerFloat => Precision == WeightPrecision.BFloat16 ? BFloat16.PerFloat : 1;

    // Floats of the weights of a block of 16 outputs.
    private int WeightBlock =>
        ValueLayout.CeilDiv(Channels, ValueLayout.BlockSize) * Math.Min(Channels, ValueLayout.BlockSize)
            * Positions * ValueLayout.BlockSize / WeightsPerFloat;

    /// <summary>Bytes of the weights.</summary>
    public long WeightBytes => (long)WeightBlock * OutputBlocks * sizeof(float);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Groups(target).Sum(g => g.Count), PerExample: false);

    // Bound by streaming the weights, about 16 bytes in a nanosecond from the outer cache.
    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Inputs * OutputBlocks * ValueLayout.BlockSize * sizeof(float) / WeightsPerFloat / 16;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Label}: {Text.Of(Inputs)} inputs to {Text.Count(OutputBlocks, "block")} of {Text.Of(ValueLayout.BlockSize)} outputs.",
            $"{Text.Of(ExampleTiles.VectorsOfOne)} × {target.LanesText} outputs of one example together, "
            + $"or {Text.Of(ExampleTiles.VectorsOfSeveral)} × {target.LanesText} of several.");
        IReadOnlyList<Segment> groups = Groups(target);
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        writer.Line($"int vector = item * {Text.Of(ExampleTiles.VectorsOfOne)};");
        int[] sizes = ExampleTiles.Sizes(target);
        int fewest = sizes[sizes.Length - 2];
        Branch.Emit(writer, "item", groups, group =>
        {
            // All examples by a part of the weights, which stays near the core; then what is left over, one by one.
            using (writer.Block($"if (examples >= {Text.Of(fewest)})"))
            {
                IReadOnlyList<Segment> parts = Partition.Whole(group.Size, ExampleTiles.VectorsOfSeveral);
                foreach (Segment part in parts)
                {
                    using SourceWriter.Scope? loop = CountedLoop.Open(writer, "part", part.Count, out string index)
                        ?? (parts.Count > 1 ? writer.Braces() : null);
                    string vector = SegmentText.Variable(
                        writer, "first", Text.Sum(("vector", 1), (SegmentText.Place(part, index, 1), 1)));
                    writer.Line("int example = 0;");
                    foreach (int size in sizes.Where(size => size > 1))
                    {
                        using SourceWriter.Scope examples = ExampleTiles.Open(writer, size);
                        EmitTile(writer, target, library, vector, part.Size, size);
                    }
                }
            }

            using (writer.Block($"for (int example = examples - (examples % {Text.Of(fewest)}); example < examples; example++)"))
            {
                EmitTile(writer, target, library, "vector", group.Size, examples: 1);
            }
        });
    }

    private void EmitTile(SourceWriter writer, VectorTarget target, KernelLibrary library, string vector, int vectors, int examples)
    {
        BroadcastTile tile = Tile(target, vectors, examples);
        string method = library.Require(tile);
        writer.Line($"ref float input = ref {Names.Unsafe}.Add(ref x, example * {Text.Of(Input.Example)});");
        writer.Line($"ref float output = ref {Names.Unsafe}.Add(ref y, example * {Text.Of(OutputExample)});");
        string filters = Text.Sum(BlockedVectors.Offset(target, vector, WeightBlock, target.Lanes / WeightsPerFloat));
        string outputs = $"{vector} * {target.LanesText}";
        string at = Text.At("output", outputs);
        writer.Line(tile.Call(method, "input", Text.At("weights", filters), Text.At("bias", outputs), at, at));
    }

    private BroadcastTile Tile(VectorTarget target, int vectors, int examples)
    {
        // A vector starts inside its block where the first one does: parts are aligned to their own size or to a block.
        int[] outputs = [.. Enumerable.Range(0, vectors).Select(v => v * target.Lanes)];
        int[] pixels = [.. Enumerable.Range(0, examples).Select(e => e * Input.Example)];
        int[] results = [.. Enumerable.Range(0, examples).Select(e => e * OutputExample)];
        bool flat = Positions == 1;
        int lastBlock = Channels - ((ValueLayout.CeilDiv(Channels, ValueLayout.BlockSize) - 1) * ValueLayout.BlockSize);
        return new BroadcastTile(
            Label,
            BlockedVectors.Offsets(target, vectors, WeightBlock, target.Lanes / WeightsPerFloat),
            new EquatableArray<int>(outputs),
            Accumulates ? new EquatableArray<int>(outputs) : EquatableArray<int>.Empty,
            new EquatableArray<int>(pixels),
            new EquatableArray<int>(results),
            Accumulates ? new EquatableArray<int>(results) : EquatableArray<int>.Empty,
            flat ? EquatableArray<TileLoop>.Empty : new EquatableArray<TileLoop>([new TileLoop("position", Positions, Input.Pixel)]),
            flat ? 1 : ValueLayout.CeilDiv(Channels, ValueLayout.BlockSize),
            Input.Block,
            flat ? Channels : Math.Min(Channels, ValueLayout.BlockSize),
            flat ? Channels : lastBlock,
            ChannelUnit: 0,
            Input.Channel,
            HasBias,
            Activation,
            WeightPrefetch.Stream(WeightBlock * OutputBlocks),
            Precision: Precision,
            Column: "example");
    }

    private IReadOnlyList<Segment> Groups(VectorTarget target) =>
        Partition.Whole(OutputBlocks * target.VectorsPerBlock, ExampleTiles.VectorsOfOne);
}

using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Convolution;

/// <summary>
/// Direct convolution to a blocked output: forward passes, input gradients, from blocked or planar input. Work is split by vectors of
/// output channels and by strips of the map: bands of rows or, where the map is one row, stretches of it.
/// </summary>
/// <param name="Label">What the convolution is, for names and comments.</param>
/// <param name="Channels">Which inputs the outputs read.</param>
/// <param name="Window">The sliding window.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="Residual">Strides of the value that is added before the activation, if any.</param>
/// <param name="HasBias">Whether accumulators start from a bias.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
/// <param name="Order">What is done first: all of a strip, or all of a group of output channels.</param>
/// <param name="SingleRows">Whether every row is a strip of its own, so that the caller may ask for some rows only.</param>
/// <param name="BlocksInAll">Blocks of 16 outputs whose weights follow each other, where the kernel computes only some of them.</param>
/// <param name="Pool">How 2×2 windows of the results are pooled before they are stored; null where they are not.</param>
internal sealed record ConvolutionKernel(
    string Label,
    ChannelGroups Channels,
    WindowGeometry Window,
    Strides Input,
    Strides Output,
    Strides? Residual,
    bool HasBias,
    Activation Activation,
    WorkOrder Order = WorkOrder.GroupsFirst,
    bool SingleRows = false,
    int BlocksInAll = 0,
    CombiningPoolKind? Pool = null) : EmittedKernel
{
    // So many pieces of work keep a few threads busy to the end.
    private const int WantedItems = 16;

    // What a stretch reads stays near the core while all output channels are computed from it.
    private const int StretchBytes = 128 << 10;

    /// <inheritdoc/>
    public override string Name => Label;

    /// <inheritdoc/>
    public override string Algorithm => (Input.Pixel == 1 ? "direct, planar input" : "direct") + PairPooling.Suffix(Pool);

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters
    {
        get
        {
            var names = new List<string> { "x", "weights" };
            if (HasBias)
            {
                names.Add("bias");
            }

            if (Residual is not null)
            {
                names.Add("residual");
            }

            names.Add("y");
            return new EquatableArray<string>([.. names]);
        }
    }

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) =>
        new(VectorGroups(target).Sum(g => g.Count) * StripsOfExample(target), PerExample: true);

    /// <summary>Strips of one example; with single rows, its rows.</summary>
    public int StripsOfExample(VectorTarget target) => Window.Depth.Count * Strips(target).Sum(s => s.Count);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target)
    {
        double multiplyAdds = (double)Window.Positions * Window.Taps * ValueLayout.CeilDiv(Channels.Outputs, target.Lanes) * target.Lanes
            * Channels.BlocksRead * Channels.RowsPerBlock;
        return 2 * multiplyAdds / FlopsPerNanosecond(target);
    }

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(writer, name, Describe(target));
        IReadOnlyList<Segment> groups = VectorGroups(target);
        IReadOnlyList<Segment> strips = Strips(target);
        int groupCount = groups.Sum(g => g.Count);
        bool isRow = IsRow;
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        (string, int) group = ("group", groupCount);
        (string, int)[] strip = [("depth", Window.Depth.Count), (isRow ? "stretch" : "band", strips.Sum(s => s.Count))];
        ItemIndex item = ItemIndex.Decode(
            writer, Order == WorkOrder.GroupsFirst ? [("example", 0), group, .. strip] : [("example", 0), .. strip, group]);
        (string Row, string Column) start = ("0", "0");
        if (isRow)
        {
            start.Column = Text.Factor(item.Sum(("stretch", strips[0].Size)));
        }
        else
        {
            start.Row = SegmentText.Variable(writer, "row", SegmentText.Start(strips, "band"));
        }

        string vector = Text.Factor(item.Sum(("group", groups[0].Size)));
        string read = item.Sum(
            ("example", Input.Example),
            ("depth", Window.Depth.InStep * Input.Plane),
            (start.Row, PerAxis * Window.Height.InStep * Input.Row),
            (start.Column, PerAxis * Window.Width.InStep * Input.Pixel));
        string Written(Strides strides) => item.Sum(
        [
            ("example", strides.Example),
            ("depth", Window.Depth.OutStep * strides.Plane),
            (start.Row, Window.Height.OutStep * strides.Row),
            (start.Column, Window.Width.OutStep * strides.Pixel),
            .. BlockedVectors.Offset(target, vector, strides.Block),
        ]);
        string input = "input";
        if (Channels.ReadsAll)
        {
            input = Reference.Declare(writer, input, "x", read);
        }
        else
        {
            Reference.DeclareAlways(writer, input, "x", read);
        }

        string output = Reference.Declare(writer, "output", "y", Written(Output));
        string filters = Reference.Declare(
            writer, "filters", "weights", Text.Sum(BlockedVectors.Offset(target, vector, Channels.WeightBlock(Window.Taps))));
        string bias = HasBias ? Reference.Declare(writer, "start", "bias", Text.Sum((vector, target.Lanes))) : string.Empty;
        string residual = Residual is { } r ? Reference.Declare(writer, "added", "residual", Written(r)) : string.Empty;
        if (!Channels.ReadsAll)
        {
            EmitGroupStart(writer, target, vector);
        }

        var places = new StripPlaces(input, filters, bias, residual, output);
        Branch.Emit(writer, "group", groups, g => Branch.Emit(writer, isRow ? "stretch" : "band", strips, s =>
            EmitRow(writer, target, library, places, g.Size, isRow ? 1 : s.Size, isRow ? s.Size : Across)));
    }

    // The names of the references to what a strip reads and writes; empty for what it has none of.
    private readonly record struct StripPlaces(string Input, string Filters, string Bias, string Residual, string Output);

    private void EmitGroupStart(SourceWriter writer, VectorTarget target, string vector)
    {
        string block = target.VectorsPerBlock == 1 ? vector : $"{vector} / {Text.Of(target.VectorsPerBlock)}";
        writer.Line(
            $"int firstBlock = {Names.Math}.Min({block} * {Text.Of(ValueLayout.BlockSize)} / {Text.Of(Channels.OutputsPerGroup)} * "
            + $"{Text.Of(Channels.InputsPerGroup)} / {Text.Of(ValueLayout.BlockSize)}, "
            + $"{Text.Of(Channels.InputBlocks - Channels.BlocksRead)});");
        writer.Line($"input = ref {Names.Unsafe}.Add(ref input, firstBlock * {Text.Of(Input.Block)});");

        // From the first channel of the first output's group to the last of the last one's, counted from the first block that is read.
        (int outputs, int inputs) = (Channels.OutputsPerGroup, Channels.InputsPerGroup);
        string output = Text.Factor(Text.Sum((vector, target.Lanes)));
        int together = VectorGroups(target)[0].Size * target.Lanes;
        string last = $"{Names.Math}.Min({output} + {Text.Of(together - 1)}, {Text.Of(Channels.Outputs - 1)})";
        string before = $"(firstBlock * {Text.Of(ValueLayout.BlockSize)})";
        writer.Line($"int firstChannel = ({output} / {Text.Of(outputs)} * {Text.Of(inputs)}) - {before};");
        writer.Line($"int endChannel = ((({last} / {Text.Of(outputs)}) + 1) * {Text.Of(inputs)}) - {before};");
        if (Channels.LastBlockChannels < ValueLayout.BlockSize && Window.Taps > 1)
        {
            writer.Line($"int lastChannels = firstBlock == {Text.Of(Channels.InputBlocks - Channels.BlocksRead)} ? "
                + $"{Text.Of(Channels.LastBlockChannels)} : {Text.Of(ValueLayout.BlockSize)};");
        }
    }

    // Pixels along an axis for each output.
    private int PerAxis => PairPooling.PerAxis(Pool);

    private int Across => Window.Width.Count / PerAxis;

    private int Down => Window.Height.Count / PerAxis;

    // One strip: full tiles side by side, then the tiles of the other width.
    private void EmitRow(
        SourceWriter writer, VectorTarget target, KernelLibrary library, StripPlaces places, int vectors, int rows, int columns)
    {
        foreach (Segment across in Partition.Even(columns, Shape(target, vectors).Columns))
        {
            BroadcastTile tile = Tile(target, vectors, rows, across.Size);
            using SourceWriter.Scope? loop = CountedLoop.Open(writer, "tile", across.Count, out string index);
            string At(string reference, int column) => Text.At(reference, SegmentText.Place(across, index, column));
            writer.Line(tile.Call(
                library.Require(tile),
                At(places.Input, PerAxis * Window.Width.InStep * Input.Pixel),
                places.Filters,
                places.Bias,
                At(places.Residual, Window.Width.OutStep * (Residual?.Pixel ?? 0)),
                At(places.Output, Window.Width.OutStep * Output.Pixel)));
        }
    }

    private BroadcastTile Tile(VectorTarget target, int vectors, int rows, int columns)
    {
        EquatableArray<int> Vectors(int block) => BlockedVectors.Offsets(target, vectors, block);
        int[] Outputs(int row, int pixel) =>
            [.. from r in Enumerable.Range(0, rows) from c in Enumerable.Range(0, columns) select (r * row) + (c * pixel)];
        int[] Pixels(int row, int pixel) =>
        [
            .. from start in Outputs(PerAxis * row, PerAxis * pixel)
               from r in Enumerable.Range(0, PerAxis)
               from c in Enumerable.Range(0, PerAxis)
               select start + (r * row) + (c * pixel),
        ];
        AxisWindow d = Window.Depth, h = Window.Height, w = Window.Width;
        TileLoop[] loops =
        [
            new("tapPlane", d.Taps, d.TapStep * Input.Plane),
            new("tapRow", h.Taps, h.TapStep * Input.Row),
            new("tapColumn", w.Taps, w.TapStep * Input.Pixel),
        ];
        int weightBlock = Channels.WeightBlock(Window.Taps);
        return new BroadcastTile(
            Label,
            Vectors(weightBlock),
            Vectors(Output.Block),
            Residual is { } r ? Vectors(r.Block) : EquatableArray<int>.Empty,
            new EquatableArray<int>(Pixels(h.InStep * Input.Row, w.InStep * Input.Pixel)),
            new EquatableArray<int>(Outputs(h.OutStep * Output.Row, w.OutStep * Output.Pixel)),
            Residual is { } s ? new EquatableArray<int>(Pixels(h.OutStep * s.Row, w.OutStep * s.Pixel)) : EquatableArray<int>.Empty,
            new EquatableArray<TileLoop>(loops),
            Channels.BlocksRead,
            Input.Block,
            Math.Min(Channels.Inputs, ValueLayout.BlockSize),
            Channels.LastBlockChannels,
            Channels.ReadsAll ? 0 : Channels.InputsUnit,
            Input.Channel,
            HasBias,
            Activation,
            WeightPrefetch.Distance(
                weightBlock * Math.Max(Channels.OutputBlocks, BlocksInAll),
                weightBlock * ValueLayout.CeilDiv(vectors, target.VectorsPerBlock)),
            Pool);
    }

    // Vectors that are computed together must read the same inputs: with groups they stay inside one block of 16.
    private IReadOnlyList<Segment> VectorGroups(VectorTarget target) => Partition.Whole(
        ValueLayout.CeilDiv(Channels.Outputs, target.Lanes),
        Channels.ReadsAll ? 2 : Math.Min(2, target.VectorsPerBlock));

    private TileShape Shape(VectorTarget target, int vectors) =>
        TileShape.Choose(target, vectors, SingleRows ? 1 : Down, Across, PerAxis * PerAxis);

    private bool IsRow => Window.Height.Count == 1 && !SingleRows;

    // Strips are cut for the larger groups; smaller ones use the same, so that an item means the same everywhere.
    private IReadOnlyList<Segment> Strips(VectorTarget target)
    {
        TileShape shape = Shape(target, VectorGroups(target)[0].Size);
        return IsRow
            ? Partition.Whole(Across, TilesOfStretch(target, shape.Columns) * shape.Columns)
            : Partition.Even(Down, shape.Rows);
    }

    // Enough stretches for several threads, an even number of nearly equal ones, and none that reads more than stays near the core.
    private int TilesOfStretch(VectorTarget target, int columns)
    {
        int tiles = ValueLayout.CeilDiv(Across, columns);
        int wanted = ValueLayout.CeilDiv(WantedItems, VectorGroups(target).Sum(g => g.Count));
        int bytes = columns * Window.Width.InStep * Channels.BlocksRead * ValueLayout.BlockSize * sizeof(float);
        int stretches = Math.Min(tiles, Math.Max(wanted, ValueLayout.CeilDiv(tiles, Math.Max(1, StretchBytes / bytes))));
        int most = ValueLayout.CeilDiv(tiles, stretches);
        return stretches == 1 ? tiles : Enumerable.Range(0, (most / 2) + 1).Select(less => most - less)
            .Where(size => size > 0 && ValueLayout.CeilDiv(tiles, size) % 2 == 0).DefaultIfEmpty(most).First();
    }

    private string[] Describe(VectorTarget target)
    {
        AxisWindow h = Window.Height, w = Window.Width;
        string depth = Window.Depth.Taps > 1 ? $"{Text.Of(Window.Depth.Taps)}×" : string.Empty;
        TileShape shape = Shape(target, VectorGroups(target)[0].Size);
        return
        [
            $"{Label}: {Text.Of(Channels.Inputs)} to {Text.Of(Channels.Outputs)} channels, {depth}{Text.Of(h.Taps)}×{Text.Of(w.Taps)} "
            + $"taps, {Text.Of(h.Count)}×{Text.Of(w.Count)} outputs.",
            $"Tiles of {Text.Of(VectorGroups(target)[0].Size)} × {target.LanesText} channels by "
            + $"{Text.Of(shape.Rows * PerAxis)}×{Text.Of(shape.Columns * PerAxis)} pixels"
            + $"{(Pool is null ? string.Empty : ", pooled by 2×2")}; input {(Input.Pixel == 1 ? "planar" : "in blocks of 16 channels")}.",
        ];
    }
}

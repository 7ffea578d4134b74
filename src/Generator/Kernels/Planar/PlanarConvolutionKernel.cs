using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Planar;

/// <summary>
/// Direct convolution of stride 1 with few output channels, planar to planar: vectors run along the rows, so that no lane is spent on
/// channels that do not exist. A row whose width is no multiple of a vector ends with a vector that overlaps the one before.
/// </summary>
/// <param name="Label">What the convolution is, for names and comments.</param>
/// <param name="Inputs">Input channels.</param>
/// <param name="Outputs">Output channels.</param>
/// <param name="Window">The sliding window.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="HasBias">Whether accumulators start from a bias.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
/// <param name="Pool">How 2×2 windows of the results are pooled before they are stored; null where they are not.</param>
internal sealed record PlanarConvolutionKernel(
    string Label,
    int Inputs,
    int Outputs,
    WindowGeometry Window,
    Strides Input,
    Strides Output,
    bool HasBias,
    Activation Activation,
    CombiningPoolKind? Pool = null) : EmittedKernel
{
    private const int MaxBody = 300;

    /// <inheritdoc/>
    public override string Name => Label;

    /// <inheritdoc/>
    public override string Algorithm => "planar" + PairPooling.Suffix(Pool);

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => HasBias
        ? new EquatableArray<string>(["x", "weights", "bias", "y"])
        : new EquatableArray<string>(["x", "weights", "y"]);

    // Pixels along an axis for each output.
    private int PerAxis => PairPooling.PerAxis(Pool);

    private int Down => Window.Height.Count / PerAxis;

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target)
    {
        Shape shape = Choose(target);
        return new(shape.Filters.Sum(f => f.Count) * Window.Depth.Count * shape.Bands.Sum(b => b.Count), PerExample: true);
    }

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target)
    {
        VectorTarget width = target.Fitting(Window.Width.Count)!;
        double vectors = (double)Window.Depth.Count * Window.Height.Count * ValueLayout.CeilDiv(Window.Width.Count, width.Lanes) * Outputs;
        return 2 * vectors * width.Lanes * Inputs * Window.Taps / FlopsPerNanosecond(width);
    }

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        Shape shape = Choose(target);
        AxisWindow h = Window.Height, w = Window.Width;
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Label}: {Text.Of(Inputs)} to {Text.Of(Outputs)} channels, {Text.Of(h.Taps)}×{Text.Of(w.Taps)} taps, {Text.Of(h.Count)}×{Text.Of(w.Count)} outputs, planar.",
            $"Tiles of {Text.Of(shape.Filters[0].Size)} filters by {Text.Of(shape.Bands[0].Size * PerAxis)} rows by {Text.Of(shape.Tiles[0].Segments.Count)} vectors of {shape.Width.LanesText} pixels.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(
            writer,
            ("example", 0),
            ("filterGroup", shape.Filters.Sum(f => f.Count)),
            ("depth", Window.Depth.Count),
            ("band", shape.Bands.Sum(b => b.Count)));
        string filter = SegmentText.Variable(writer, "filter", SegmentText.Start(shape.Filters, "filterGroup")), row = SegmentText.Variable(writer, "row", SegmentText.Start(shape.Bands, "band"));
        string input = Reference.Declare(
            writer,
            "input",
            "x",
            item.Sum(("example", Input.Example), ("depth", Window.Depth.InStep * Input.Plane), (row, PerAxis * h.InStep * Input.Row)));
        string output = Reference.Declare(
            writer,
            "output",
            "y",
            item.Sum(("example", Output.Example), (filter, Output.Channel), ("depth", Output.Plane), (row, Output.Row)));
        string filters = Reference.Declare(writer, "filters", "weights", filter);
        string bias = HasBias ? Reference.Declare(writer, "start", "bias", filter) : string.Empty;
        var places = new BandPlaces(input, filters, bias, output);
        Branch.Emit(writer, "filterGroup", shape.Filters, f => Branch.Emit(writer, "band", shape.Bands, b =>
            EmitRow(writer, library, shape, places, f.Size, b.Size * PerAxis)));
    }

    // The names of the references to what a band reads and writes; empty for what it has none of.
    private readonly record struct BandPlaces(string Input, string Filters, string Bias, string Output);

    // One band of rows from left to right; tiles that are alike share a loop.
    private void EmitRow(SourceWriter writer, KernelLibrary library, Shape shape, BandPlaces places, int filters, int rows)
    {
        foreach (TileRun run in shape.Tiles)
        {
            var tile = new PlanarTile(
                Label, filters, rows, run.Segments, shape.Width.Bits, Inputs, Outputs, Window, Input, Output, HasBias, shape.UnrolledTaps, Activation, Pool);
            string method = library.Require(tile);
            using SourceWriter.Scope? tiles = CountedLoop.Open(writer, "tile", run.Count, out string index);
            string Place(int perAxis) => Text.Sum(("1", run.Start / perAxis), (index, run.Step / perAxis));
            string bias = HasBias ? $"ref {places.Bias}, " : string.Empty;
            writer.Line(
                $"{method}(ref {Text.At(places.Input, Place(1))}, ref {places.Filters}, {bias}ref {Text.At(places.Output, Place(PerAxis))});");
        }
    }

    // Registers: filters × rows × segments accumulators, rows × segments inputs, one broadcast weight.
    private Shape Choose(VectorTarget target)
    {
        VectorTarget width = target.Fitting(Window.Width.Count)!;
        int count = ValueLayout.CeilDiv(Window.Width.Count, width.Lanes);
        (int Filters, int Rows, int Segments) best = (1, PerAxis, 1);
        double bestCycles = double.MaxValue;
        for (int segments = 1; segments <= Math.Min(count, 4); segments++)
        {
            for (int rows = PerAxis; rows <= Math.Min(Window.Height.Count, 4); rows += PerAxis)
            {
                int filters = Math.Min(Outputs, (width.Registers - 2 - (rows * segments)) / (rows * segments));
                if (filters < 1)
                {
                    continue;
                }

                int vectors = rows * segments;
                double tiles = (double)ValueLayout.CeilDiv(Outputs, filters) * ValueLayout.CeilDiv(Window.Height.Count, rows) * ValueLayout.CeilDiv(count, segments);
                double even = (double)Outputs / ValueLayout.CeilDiv(Outputs, filters);
                double cycles = tiles * (Math.Max(even * vectors / 2, Math.Max((even + vectors) / 2, 4)) + 0.5);
                if (cycles < bestCycles)
                {
                    bestCycles = cycles;
                    best = (filters, rows, segments);
                }
            }
        }

        bool unrolled = best.Filters * best.Rows * best.Segments * Window.Width.Taps <= MaxBody;
        return new Shape(width, Partition.Even(Outputs, best.Filters), Partition.Even(Down, best.Rows / PerAxis), Tiles(Partition.Even(count, best.Segments), width.Lanes), unrolled);
    }

    // The last vector of a row that is no multiple of vectors begins earlier, so its tile is unlike the others.
    private List<TileRun> Tiles(IReadOnlyList<Segment> groups, int lanes)
    {
        var tiles = new List<TileRun>();
        int overlap = (groups[groups.Count - 1].End * lanes) - Window.Width.Count;
        foreach (Segment run in groups)
        {
            bool endsEarly = overlap > 0 && run == groups[groups.Count - 1];
            int alike = endsEarly ? run.Count - 1 : run.Count;
            int step = run.Size * lanes;
            int start = run.Start * lanes;
            int[] segments = [.. Enumerable.Range(0, run.Size).Select(i => i * lanes)];
            if (alike > 0)
            {
                tiles.Add(new TileRun(start, alike, step, new EquatableArray<int>(segments)));
            }

            if (endsEarly)
            {
                segments[run.Size - 1] -= overlap;
                int first = segments[0];
                tiles.Add(new TileRun(start + (alike * step) + first, 1, step, new EquatableArray<int>([.. segments.Select(s => s - first)])));
            }
        }

        return tiles;
    }

    private sealed record Shape(
        VectorTarget Width,
        IReadOnlyList<Segment> Filters,
        IReadOnlyList<Segment> Bands,
        IReadOnlyList<TileRun> Tiles,
        bool UnrolledTaps);

    /// <summary>Tiles side by side, each of vectors that begin at the given distances from its first pixel.</summary>
    private sealed record TileRun(int Start, int Count, int Step, EquatableArray<int> Segments);
}

using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Tiling;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Convolution;

/// <summary>
/// A convolution from blocks of channels to few channels, or phases of a transposed one: the output of a pixel is the dot product of what
/// its window reads and a filter, with channels in the lanes of vectors, so that no lane is spent on outputs that do not exist. Phases that
/// write positions of the same rows in turn may be done together.
/// </summary>
/// <param name="Label">What the convolution is, for names and comments.</param>
/// <param name="Inputs">Input channels.</param>
/// <param name="Outputs">Output channels.</param>
/// <param name="Window">The window of the first phase from its first position; others differ in the taps along the width.</param>
/// <param name="Phases">The phases: one, or as many as the window's step between the columns that it writes.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output, blocked or planar.</param>
/// <param name="Residual">Strides of the value that is added before the activation, if any.</param>
/// <param name="HasBias">Whether a bias is added.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
internal sealed record ChannelDotKernel(
    string Label,
    int Inputs,
    int Outputs,
    WindowGeometry Window,
    EquatableArray<ColumnPhase> Phases,
    Strides Input,
    Strides Output,
    Strides? Residual,
    bool HasBias,
    Activation Activation) : EmittedKernel
{
    private const int PixelsOfItem = 1024;

    /// <inheritdoc/>
    public override string Name => Label;

    /// <inheritdoc/>
    public override string Algorithm => "dot products";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => Given(
    [
        "x", .. Enumerable.Range(0, Phases.Count).Select(ChannelDotTile.WeightsOf), HasBias ? "bias" : "",
        Residual is null ? "" : "residual", "y",
    ]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) =>
        new(Window.Depth.Count * Bands(target).Sum(band => band.Count) * Stretches(target), PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Window.Positions * Outputs * (Rounds(target) + (3 * Phases.Count)) / (2 * CyclesPerNanosecond);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        DotShape shape = Shape(target);
        string phases = Phases.Count > 1 ? $" by {Text.Of(Phases.Count)} phases" : string.Empty;
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Label}: {Text.Of(Inputs)} to {Text.Of(Outputs)} channels, {Text.Of(Window.Height.Count)}×{Text.Of(Window.Width.Count)} "
            + $"outputs{phases}.",
            $"Dot products of channels in tiles of {Text.Count(shape.Filters, "filter")} by {Text.Count(shape.Rows, "row")} by "
            + $"{Text.Of(shape.Pixels)} pixels.");
        IReadOnlyList<Segment> bands = Bands(target);
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(
            writer, ("example", 0), ("depth", Window.Depth.Count), ("band", bands.Sum(b => b.Count)), ("stretch", Stretches(target)));
        string row = SegmentText.Variable(writer, "row", SegmentText.Start(bands, "band"));
        string Written(Strides strides) => item.Sum(("example", strides.Example), ("depth", strides.Plane), (row, strides.Row));
        (AxisWindow d, AxisWindow h) = (Window.Depth, Window.Height);
        var places = new BandPlaces(
            Reference.Declare(
                writer, "input", "x", item.Sum(("example", Input.Example), ("depth", d.InStep * Input.Plane), (row, h.InStep * Input.Row))),
            Residual is { } added ? Reference.Declare(writer, "added", "residual", Written(Between(added))) : string.Empty,
            Reference.Declare(writer, "output", "y", Written(Between(Output))));
        int tiles = TileCount(target), stretches = Stretches(target), perStretch = PixelsOfItem / shape.Pixels;
        (string first, string last) = stretches == 1
            ? ("0", Text.Of(tiles))
            : ($"stretch * {Text.Of(perStretch)}", $"{Names.Math}.Min((stretch + 1) * {Text.Of(perStretch)}, {Text.Of(tiles)})");
        Branch.Emit(writer, "band", bands, band => EmitBand(writer, library, shape with { Rows = band.Size }, places, (first, last)));
    }

    // The names of the references to what a band of rows reads and writes.
    private readonly record struct BandPlaces(string Input, string Residual, string Output);

    // Tiles from left to right. The last one ends where the row does; where results are not stored as vectors, or not written but added to
    // what is there, it leaves out what others have stored.
    private void EmitBand(
        SourceWriter writer, KernelLibrary library, DotShape shape, BandPlaces places, (string First, string Last) range)
    {
        int width = Window.Width.Count, full = width / shape.Pixels, left = width % shape.Pixels;
        writer.Line($"int last = {range.Last};");
        using SourceWriter.Scope tiles = writer.Block($"for (int tile = {range.First}; tile < last; tile++)");
        string next = $"tile * {Text.Of(shape.Pixels)}", end = Text.Of(width - shape.Pixels);
        writer.Line($"int pixel = {(left == 0 ? next : $"{Names.Math}.Min({next}, {end})")};");
        if (left == 0 || Between(Output).Pixel == 1)
        {
            EmitTile(writer, library, shape, places, firstStored: 0);
            return;
        }

        using (writer.Block($"if (tile < {Text.Of(full)})"))
        {
            EmitTile(writer, library, shape, places, firstStored: 0);
        }

        using (writer.Block("else"))
        {
            EmitTile(writer, library, shape, places, shape.Pixels - left);
        }
    }

    private void EmitTile(SourceWriter writer, KernelLibrary library, DotShape shape, BandPlaces places, int firstStored)
    {
        foreach (Segment group in Partition.Even(Outputs, shape.Filters))
        {
            Strides output = Between(Output);
            Strides? residual = Residual is { } added ? Between(added) : null;
            string method = library.Require(new ChannelDotTile(
                Label,
                shape with { Filters = group.Size },
                Inputs,
                Outputs,
                Window,
                Phases,
                Input,
                output,
                residual,
                firstStored,
                HasBias,
                Activation));
            using SourceWriter.Scope? filters = CountedLoop.Open(writer, "group", group.Count, out string index);
            string Filter(int unit) => SegmentText.Place(group, index, unit);
            string At(Strides strides) => Text.Sum(("pixel", Phases.Count * strides.Pixel), (Filter(strides.Channel), 1));
            string[] arguments =
            [
                Text.At(places.Input, Text.Sum(("pixel", Window.Width.InStep * Input.Pixel))),
                .. Enumerable.Range(0, Phases.Count)
                    .Select(phase => Text.At(ChannelDotTile.WeightsOf(phase), Filter(ValueLayout.BlockSize))),
                .. HasBias ? [Text.At("bias", Filter(1))] : Array.Empty<string>(),
                .. residual is { } r ? [Text.At(places.Residual, At(r))] : Array.Empty<string>(),
                Text.At(places.Output, At(output)),
            ];
            writer.Line($"{method}({string.Join(", ", arguments.Select(argument => $"ref {argument}"))});");
        }
    }

    // Strides between the positions that all phases write.
    private Strides Between(Strides strides)
    {
        Strides written = strides.EveryOutput(Window);
        return written with { Pixel = written.Pixel / Phases.Count };
    }

    private int Rounds(VectorTarget target) =>
        ValueLayout.CeilDiv(Inputs, target.Lanes) * Window.Depth.Taps * Window.Height.Taps * Phases.Sum(phase => phase.Taps);

    private DotShape Shape(VectorTarget target) =>
        DotShape.Choose(target, Outputs, Window.Height.Count, Window.Width.Count, ValueLayout.CeilDiv(Rounds(target), Phases.Count));

    private IReadOnlyList<Segment> Bands(VectorTarget target) => Partition.Even(Window.Height.Count, Shape(target).Rows);

    private int TileCount(VectorTarget target) => ValueLayout.CeilDiv(Window.Width.Count, Shape(target).Pixels);

    private int Stretches(VectorTarget target) => ValueLayout.CeilDiv(TileCount(target), PixelsOfItem / Shape(target).Pixels);
}

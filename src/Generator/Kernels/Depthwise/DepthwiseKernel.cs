using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Depthwise;

/// <summary>
/// Depthwise convolution over blocks of 16 channels, each output channel from one input channel: forward passes and input gradients. Taps
/// and inputs stay in registers while a tile of a row is computed. Where an input channel has several outputs, the lanes of each input
/// are spread over those of the outputs as they are loaded: a vector of outputs reads one vector of inputs all the same.
/// </summary>
/// <param name="Label">What the convolution is, for names and comments.</param>
/// <param name="Blocks">Blocks of 16 output channels.</param>
/// <param name="Window">The sliding window.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="Residual">Strides of the value that is added before the activation, if any.</param>
/// <param name="HasBias">Whether accumulators start from a bias.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
/// <param name="Multiplier">Output channels for each input channel.</param>
internal sealed record DepthwiseKernel(
    string Label,
    int Blocks,
    WindowGeometry Window,
    Strides Input,
    Strides Output,
    Strides? Residual,
    bool HasBias,
    Activation Activation,
    int Multiplier = 1) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Label;

    /// <inheritdoc/>
    public override string Algorithm => "depthwise";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new([.. new[] { "x", "weights", HasBias ? "bias" : "", Residual is null ? "" : "residual", "y" }.Where(p => p.Length > 0)]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks * Window.Depth.Count * Window.Height.Count, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        4.0 * Window.Positions * Window.Taps * Blocks * ValueLayout.BlockSize / FlopsPerNanosecond(target);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        AxisWindow h = Window.Height, w = Window.Width;
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Label}: {Text.Count(Blocks, "block")} of 16 channels, each channel apart, {Text.Of(h.Taps)}×{Text.Of(w.Taps)} taps, {Text.Of(h.Count)}×{Text.Of(w.Count)} outputs.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, ("example", 0), ("block", Blocks), ("depth", Window.Depth.Count), ("row", h.Count));
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        ((string, int) block, (string, int) within) = Multiplier == 1 ? (("block", Input.Block), (lane, 1)) : EmitSource(writer, target, item["block"], lane);
        string Written(Strides strides) => item.Sum(
            ("example", strides.Example),
            ("block", strides.Block),
            ("depth", Window.Depth.OutStep * strides.Plane),
            ("row", h.OutStep * strides.Row),
            (lane, 1));
        string input = Reference.Declare(
            writer,
            "input",
            "x",
            item.Sum(("example", Input.Example), block, ("depth", Window.Depth.InStep * Input.Plane), ("row", h.InStep * Input.Row), within));
        string output = Reference.Declare(writer, "output", "y", Written(Output));
        string filters = Reference.Declare(
            writer, "filters", "weights", item.Sum(("block", Window.Taps * ValueLayout.BlockSize), (lane, 1)));
        string bias = HasBias
            ? Reference.Declare(writer, "start", "bias", item.Sum(("block", ValueLayout.BlockSize), (lane, 1)))
            : string.Empty;
        string residual = Residual is { } r ? Reference.Declare(writer, "added", "residual", Written(r)) : string.Empty;
        foreach (Segment across in Partition.Even(w.Count, MaxPixels(target)))
        {
            var tile = new DepthwiseTile(Label, across.Size, Window, Input, Output, Residual, HasBias, Activation, SpreadsLanes: Multiplier > 1);
            using SourceWriter.Scope? tiles = CountedLoop.Open(writer, "tile", across.Count, out string index);
            string At(string reference, int column) => Text.At(reference, SegmentText.Place(across, index, column));
            writer.Line(tile.Call(
                library.Require(tile),
                At(input, w.InStep * Input.Pixel),
                filters,
                bias,
                At(residual, w.OutStep * (Residual?.Pixel ?? 0)),
                At(output, w.OutStep * Output.Pixel)));
        }
    }

    // Outputs n·lanes … of one vector read inputs n·lanes/multiplier …, which are of vector n/multiplier. Returns its place.
    private ((string Index, int Stride) Block, (string Index, int Stride) Within) EmitSource(SourceWriter writer, VectorTarget target, string block, string lane)
    {
        writer.Line(target.VectorsPerBlock == 1 ? SegmentText.Declare("vector", block) : $"int vector = {Text.Sum((block, target.VectorsPerBlock), ($"{lane} / {target.LanesText}", 1))};");
        writer.Line($"int source = vector / {Text.Of(Multiplier)};");

        // Halves keep the quotients away from where rounding could change what is below the point.
        string ramp = string.Join(", ", Enumerable.Range(0, target.Lanes).Select(i => SourceWriter.Literal(i + 0.5)));
        writer.Line($"{target.Type} outputs = {target.Class}.Create({ramp}) + {target.Class}.Create((float)(vector % {Text.Of(Multiplier)} * {target.LanesText}));");
        writer.Line($"{target.TypeOf("int")} spread = {target.Class}.ConvertToInt32(outputs * {target.Constant(1.0 / Multiplier)});");
        return target.VectorsPerBlock == 1
            ? (("source", Input.Block), ("0", 1))
            : (($"(source / {Text.Of(target.VectorsPerBlock)})", Input.Block), ($"(source % {Text.Of(target.VectorsPerBlock)})", target.Lanes));
    }

    // Accumulators, the row's weights, one input and the indices by which its lanes are spread.
    private int MaxPixels(VectorTarget target)
    {
        int weights = Math.Min(Window.Width.Taps, target.Registers / 2);
        return Math.Max(1, Math.Min(target.Registers - weights - (Multiplier > 1 ? 3 : 2), DepthwiseTile.MaxBody / Window.Width.Taps));
    }
}

using ConvGen.Generator.Emission;
using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Kernels.Depthwise;

/// <summary>
/// Depthwise convolution over blocks of 16 channels, each output channel from its own input channel: forward passes and input
/// gradients. Taps and inputs stay in registers while a tile of a row is computed.
/// </summary>
/// <param name="Label">What the convolution is, for names and comments.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Window">The sliding window.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="Residual">Strides of the value that is added before the activation, if any.</param>
/// <param name="HasBias">Whether accumulators start from a bias.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
internal sealed record DepthwiseKernel(
    string Label,
    int Blocks,
    WindowGeometry Window,
    Lattice Input,
    Lattice Output,
    Lattice? Residual,
    bool HasBias,
    Activation Activation) : Kernel
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
        using var method = Method(
            writer,
            name,
            $"{Label}: {Text.Of(Blocks)} block(s) of 16 channels, each channel apart, {Text.Of(h.Taps)}×{Text.Of(w.Taps)} taps, {Text.Of(h.Count)}×{Text.Of(w.Count)} outputs.");
        using var loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex.Decode(writer, ("example", 0), ("block", Blocks), ("depth", Window.Depth.Count), ("row", h.Count));
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        writer.Line($"ref float input = ref Unsafe.Add(ref x, {Text.Sum(("example", Input.Example), ("block", Input.Block), ("depth", Window.Depth.InStep * Input.Plane), ("row", h.InStep * Input.Row), (lane, 1))});");
        writer.Line($"ref float output = ref Unsafe.Add(ref y, {Text.Sum(("example", Output.Example), ("block", Output.Block), ("depth", Window.Depth.OutStep * Output.Plane), ("row", h.OutStep * Output.Row), (lane, 1))});");
        writer.Line($"ref float filters = ref Unsafe.Add(ref weights, {Text.Sum(("block", Window.Taps * ValueLayout.BlockSize), (lane, 1))});");
        if (HasBias)
        {
            writer.Line($"ref float start = ref Unsafe.Add(ref bias, {Text.Sum(("block", ValueLayout.BlockSize), (lane, 1))});");
        }

        if (Residual is { } r)
        {
            writer.Line($"ref float added = ref Unsafe.Add(ref residual, {Text.Sum(("example", r.Example), ("block", r.Block), ("depth", Window.Depth.OutStep * r.Plane), ("row", h.OutStep * r.Row), (lane, 1))});");
        }

        foreach (Run across in Partition.Even(w.Count, MostPixels(target)))
        {
            var tile = new DepthwiseTile(Label, across.Size, Window, Input, Output, Residual, HasBias, Activation);
            string method2 = library.Require(tile);
            using SourceWriter.Scope? tiles = across.Count > 1 ? writer.Block($"for (int tile = 0; tile < {Text.Of(across.Count)}; tile++)") : null;
            string column = across.Count > 1 ? (across.Start == 0 ? $"(tile * {Text.Of(across.Size)})" : $"({Text.Of(across.Start)} + (tile * {Text.Of(across.Size)}))") : Text.Of(across.Start);
            writer.Line(tile.Call(
                method2,
                Text.At("input", Text.Sum((column, w.InStep * Input.Pixel))),
                Text.At("output", Text.Sum((column, w.OutStep * Output.Pixel))),
                Text.At("added", Text.Sum((column, w.OutStep * (Residual?.Pixel ?? 0))))));
        }
    }

    // Accumulators, the row's weights and one input.
    private int MostPixels(VectorTarget target)
    {
        int weights = Math.Min(Window.Width.Taps, target.Registers / 2);
        return Math.Max(1, Math.Min(target.Registers - weights - 2, DepthwiseTile.LargestBody / Window.Width.Taps));
    }
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Pooling;

/// <summary>Pooling over blocks of 16 channels, lane by lane.</summary>
/// <param name="Kind">What is pooled how.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Window">The windows.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
internal sealed record PoolKernel(PoolKind Kind, int Blocks, PoolWindow Window, Strides Input, Strides Output) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Kind.Name;

    /// <inheritdoc/>
    public override string Algorithm => "pooling";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks * Window.Depth.Output * Window.Height.Output, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Blocks * Window.OutputSize.Positions * Window.Taps * target.VectorsPerBlock * 0.2;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        library.Require(Kind.Functions, target);
        using SourceWriter.Scope method = Method(writer, name, PoolText.Describe(Kind.Name, Blocks, Window));
        Kind.EmitConstants(writer, Window, library);
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        // Rows first: threads stay on parts of the map of their own, as with convolutions.
        ItemIndex item =
            ItemIndex.Decode(writer, ("example", 0), ("depth", Window.Depth.Output), ("row", Window.Height.Output), ("block", Blocks));
        Window.EmitBounds(writer, item["depth"], item["row"]);
        Kind.EmitRow(writer, Window);
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        Reference.DeclareAlways(writer, "input", "x", item.Sum(("example", Input.Example), ("block", Input.Block), (lane, 1)));
        Reference.DeclareAlways(
            writer,
            "output",
            "y",
            item.Sum(("example", Output.Example), ("block", Output.Block), ("depth", Output.Plane), ("row", Output.Row), (lane, 1)));
        Window.EmitColumns(writer, Kind, (column, taps) =>
        {
            writer.Line($"{target.Type} result = {Kind.Start(target)};");
            var at = new WindowPlace(item["depth"], item["row"], column, taps);
            void Take(PoolTap tap, string result) =>
                Kind.EmitTake(writer, target, Window, tap, result, target.Load($"{Text.At("input", tap.Offsets[0])}", 0));
            if (Kind.Sums)
            {
                Window.EmitSums(writer, target, at, [("window", Input)], Kind.TapRow(writer, Window), "result", Take);
            }
            else
            {
                Window.EmitTaps(writer, at, [("window", Input)], Kind.TapRow(writer, Window), tap => Take(tap, "result"));
            }

            writer.Line(target.Store(
                Kind.Finish(target, Window, taps, "result"), $"{Names.Unsafe}.Add(ref output, {column} * {Text.Of(Output.Pixel)})", 0));
        });
    }
}

/// <summary>Comments of pooling kernels.</summary>
internal static class PoolText
{
    public static string Describe(string name, int blocks, PoolWindow w)
    {
        string stride = w is { Height: SlidingAxis height, Width: SlidingAxis width }
            ? $", windows of {Text.Of(height.Taps)}×{Text.Of(width.Taps)}, stride {Text.Of(height.Stride)}×{Text.Of(width.Stride)}"
            : $", windows of at most {Text.Of(w.Height.Taps)}×{Text.Of(w.Width.Taps)} that cover the map";
        return $"{name} of {Text.Count(blocks, "block")} of 16 channels: {Text.Of(w.Height.Input)}×{Text.Of(w.Width.Input)} to "
            + $"{Text.Of(w.Height.Output)}×{Text.Of(w.Width.Output)}{stride}.";
    }
}

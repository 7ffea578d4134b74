using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Planar;

/// <summary>Pooling of planar maps with windows that stay inside: vectors run along the rows, for strides of 1 and 2.</summary>
/// <param name="Kind">What is pooled how.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Window">The sliding window.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
internal sealed record PlanarPoolKernel(PoolKind Kind, int Channels, PoolWindow Window, Strides Input, Strides Output) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => $"Planar{Kind.Name}";

    /// <inheritdoc/>
    public override string Algorithm => "pooling, planar";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Channels * Window.Depth.Output * Window.Height.Output, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Channels * Window.OutputSize.Positions * Window.Taps * 0.1;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        VectorTarget width = target.Fitting(Window.Width.Output)!;
        library.Require(Kind.Functions, width);
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"{Kind.Name} of {Text.Of(Channels)} planar maps: {Text.Of(Window.Height.Input)}×{Text.Of(Window.Width.Input)} to "
            + $"{Text.Of(Window.Height.Output)}×{Text.Of(Window.Width.Output)}, {width.LanesText} outputs at a time.");
        Kind.EmitConstants(writer, Window, library);
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item =
            ItemIndex.Decode(writer, ("example", 0), ("channel", Channels), ("depth", Window.Depth.Output), ("row", Window.Height.Output));
        Reference.DeclareAlways(writer, "input", "x", item.Sum(
            ("example", Input.Example),
            ("channel", Input.Channel),
            ("depth", Window.Depth.Start(PoolWindow.Plane, "depth").Step * Input.Plane),
            ("row", Window.Height.Start(PoolWindow.Row, "row").Step * Input.Row)));
        Reference.DeclareAlways(
            writer,
            "output",
            "y",
            item.Sum(("example", Output.Example), ("channel", Output.Channel), ("depth", Output.Plane), ("row", Output.Row)));
        int count = ValueLayout.CeilDiv(Window.Width.Output, width.Lanes);
        int[] starts = [.. Enumerable.Range(0, count).Select(i => Math.Min(i * width.Lanes, Window.Width.Output - width.Lanes)).Distinct()];
        for (int s = 0; s < starts.Length; s++)
        {
            writer.Line($"{width.Type} result{Text.Of(s)} = {Kind.Start(width)};");
        }

        using (CountedLoop.Open(writer, "tapPlane", Window.Depth.Taps, out string plane))
        using (CountedLoop.Open(writer, "tapRow", Window.Height.Taps, out string row))
        {
            Reference.DeclareAlways(
                writer, "line", "input", item.Sum((plane, Window.Depth.TapStep * Input.Plane), (row, Window.Height.TapStep * Input.Row)));
            Kind.TapRow(writer, Window)?.Invoke(plane, row);
            for (int s = 0; s < starts.Length; s++)
            {
                EmitTaps(writer, width, starts[s], $"result{Text.Of(s)}", Text.Of(s));
            }
        }

        for (int s = 0; s < starts.Length; s++)
        {
            writer.Line(width.Store(Kind.Finish(width, Window.Taps, $"result{Text.Of(s)}"), "output", starts[s]));
        }
    }

    private void EmitTaps(SourceWriter writer, VectorTarget width, int start, string result, string suffix)
    {
        void Take(int tap, string x) => Kind.EmitTake(writer, width, Window, new PoolTap(tap, Text.Of(tap), []), result, x);
        if (Window.Width is SlidingAxis { Stride: 1 })
        {
            for (int t = 0; t < Window.Width.Taps; t++)
            {
                Take(t, width.Load("line", start + t));
            }

            return;
        }

        // Two neighbouring taps of outputs at distance 2 are the even and the odd elements of two vectors.
        for (int t = 0; t < Window.Width.Taps; t += 2)
        {
            string first = $"low{suffix}_{Text.Of(t)}";
            string second = $"high{suffix}_{Text.Of(t)}";
            writer.Line($"{width.Type} {first} = {width.Load("line", (2 * start) + t)};");
            writer.Line($"{width.Type} {second} = {width.Load("line", (2 * start) + t + width.Lanes)};");
            Take(t, width.Evens(first, second));
            if (t + 1 < Window.Width.Taps)
            {
                Take(t + 1, width.Odds(first, second));
            }
        }
    }
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Pooling;

/// <summary>
/// Gradient of pooling to its input. Each item owns a whole block of channels, so windows that overlap add up in one thread. Of a maximum
/// the gradient is all of what it gives its first place, which is what unpooling needs: there a later window writes over an earlier one.
/// </summary>
/// <param name="Kind">What was pooled how.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Window">The windows.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="OutputGradient">Strides of the gradient of the output.</param>
/// <param name="InputGradient">Strides of the gradient of the input.</param>
/// <param name="Accumulates">Whether the result is added to what the gradient holds.</param>
/// <param name="Unpools">Whether windows write over each other instead of adding up; only of kinds whose elements get all or nothing.</param>
internal sealed record PoolGradientKernel(
    PoolKind Kind,
    int Blocks,
    PoolWindow Window,
    Strides Input,
    Strides Output,
    Strides OutputGradient,
    Strides InputGradient,
    bool Accumulates,
    bool Unpools = false) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Unpools ? $"{Kind.Name}Unpooling" : $"{Kind.Name}Gradient";

    /// <inheritdoc/>
    public override string Algorithm => Unpools ? "unpooling" : "pooling gradient";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => Kind.GradientReadsValues
        ? new EquatableArray<string>(["x", "y", "dy", "dx"])
        : new EquatableArray<string>(["dy", "dx"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Blocks * Window.OutputSize.Positions * Window.Taps * target.VectorsPerBlock * 0.5;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        library.Require(Kind.Functions, target);
        using SourceWriter.Scope method = Method(writer, name, $"{(Unpools ? "Unpooling" : "Gradient")} of {PoolText.Describe(Kind.Name, Blocks, Window)}");
        Kind.EmitConstants(writer, Window, library);
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = ItemIndex.Decode(writer, ("example", 0), ("block", Blocks));
        writer.Line($"ref float inputGradient = ref {Text.At("dx", item.Sum(("example", InputGradient.Example), ("block", InputGradient.Block)))};");
        if (!Accumulates)
        {
            using (CountedLoop.Open(writer, "plane", Window.Depth.Input, out string plane))
            using (CountedLoop.Open(writer, "line", Window.Height.Input, out string line))
            {
                writer.Line($"{Names.MemoryMarshal}.CreateSpan(ref {Text.At("inputGradient", item.Sum((plane, InputGradient.Plane), (line, InputGradient.Row)))}, {Text.Of(Window.Width.Input * ValueLayout.BlockSize)}).Clear();");
            }
        }

        using SourceWriter.Scope? depths = CountedLoop.Open(writer, "depth", Window.Depth.Output, out string depth);
        using SourceWriter.Scope? rows = CountedLoop.Open(writer, "row", Window.Height.Output, out string row);
        Window.EmitBounds(writer, depth, row);
        Kind.EmitRow(writer, Window);
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        if (Kind.GradientReadsValues)
        {
            writer.Line($"ref float input = ref {Text.At("x", item.Sum(("example", Input.Example), ("block", Input.Block), (lane, 1)))};");
            writer.Line($"ref float output = ref {Text.At("y", item.Sum(("example", Output.Example), ("block", Output.Block), (depth, Output.Plane), (row, Output.Row), (lane, 1)))};");
        }

        writer.Line($"ref float gradient = ref {Text.At("dy", item.Sum(("example", OutputGradient.Example), ("block", OutputGradient.Block), (depth, OutputGradient.Plane), (row, OutputGradient.Row), (lane, 1)))};");
        string result = Reference.Declare(writer, "result", "inputGradient", lane);
        Window.EmitColumns(writer, Kind, (column, taps) => EmitWindow(writer, target, result, new WindowPlace(depth, row, column, taps)));
    }

    private void EmitWindow(SourceWriter writer, VectorTarget target, string result, WindowPlace at)
    {
        string g = target.Load($"{Names.Unsafe}.Add(ref gradient, {at.Column} * {Text.Of(OutputGradient.Pixel)})", 0);
        string y = target.Load($"{Names.Unsafe}.Add(ref output, {at.Column} * {Text.Of(Output.Pixel)})", 0);
        Kind.EmitGradient(writer, target, Window, at.Taps, g, y);

        // Input and gradient may have halos of different widths: the place of a tap is worked out for each.
        using SourceWriter.Scope braces = writer.Braces();
        (string, Strides)[] places = Kind.GradientReadsValues ? [("window", Input), ("gradientWindow", InputGradient)] : [("window", InputGradient)];
        Window.EmitTaps(writer, at, places, Kind.TapRow(writer, Window), tap =>
        {
            PoolShare share = Kind.EmitShare(writer, target, Window, tap, target.Load($"{Text.At("input", tap.Offsets[0])}", 0));
            string place = Text.At(result, tap.Offsets[tap.Offsets.Count - 1]);
            string before = target.Load(place, 0);
            writer.Line(target.Store(Unpools ? $"({target.Class}.AndNot({before}, {share.Mask}) | {share.Value})" : $"({before} + {share.Value})", place, 0));
        });
    }
}

using ConvGen.Generator.Emission;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Kernels.Pooling;

/// <summary>
/// Gradient of pooling to its input. Each item owns a whole block of channels, so windows that overlap add up in one thread. The first
/// maximum of a window takes its gradient.
/// </summary>
/// <param name="Kind">What was pooled how.</param>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Window">The sliding window.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="OutputGradient">Strides of the gradient of the output.</param>
/// <param name="InputGradient">Strides of the gradient of the input.</param>
/// <param name="Accumulates">Whether the result is added to what the gradient holds.</param>
internal sealed record PoolGradientKernel(
    PoolKind Kind,
    int Blocks,
    PoolWindow Window,
    Lattice Input,
    Lattice Output,
    Lattice OutputGradient,
    Lattice InputGradient,
    bool Accumulates) : Kernel
{
    /// <inheritdoc/>
    public override string Name => $"{Kind.Name}Gradient";

    /// <inheritdoc/>
    public override string Algorithm => "pooling gradient";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => Kind is MaxPoolKind
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
        using var method = Method(writer, name, $"Gradient of {PoolText.Describe(Kind, Blocks, Window)}");
        using var loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex.Decode(writer, ("example", 0), ("block", Blocks));
        bool max = Kind is MaxPoolKind;
        writer.Line($"ref float inputGradient = ref Unsafe.Add(ref dx, {Text.Sum(("example", InputGradient.Example), ("block", InputGradient.Block))});");
        if (!Accumulates)
        {
            using (CountedLoop.Open(writer, "plane", Window.Depth.Input, out string plane))
            using (CountedLoop.Open(writer, "line", Window.Height.Input, out string line))
            {
                writer.Line($"MemoryMarshal.CreateSpan(ref {Text.At("inputGradient", Text.Sum((plane, InputGradient.Plane), (line, InputGradient.Row)))}, {Text.Of(Window.Width.Input * ValueLayout.BlockSize)}).Clear();");
            }
        }

        using SourceWriter.Scope? depths = CountedLoop.Open(writer, "depth", Window.Depth.Output, out string depth);
        using SourceWriter.Scope? rows = CountedLoop.Open(writer, "row", Window.Height.Output, out string row);
        Window.EmitBounds(writer, depth, row);
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        if (max)
        {
            writer.Line($"ref float input = ref Unsafe.Add(ref x, {Text.Sum(("example", Input.Example), ("block", Input.Block), (lane, 1))});");
            writer.Line($"ref float output = ref Unsafe.Add(ref y, {Text.Sum(("example", Output.Example), ("block", Output.Block), (depth, Output.Plane), (row, Output.Row), (lane, 1))});");
        }

        writer.Line($"ref float gradient = ref Unsafe.Add(ref dy, {Text.Sum(("example", OutputGradient.Example), ("block", OutputGradient.Block), (depth, OutputGradient.Plane), (row, OutputGradient.Row), (lane, 1))});");
        writer.Line($"ref float result = ref {Text.At("inputGradient", lane)};");
        Window.EmitColumns(writer, (column, taps) => EmitWindow(writer, target, depth, row, column, taps));
    }

    private void EmitWindow(SourceWriter writer, VectorTarget target, string depth, string row, string column, ColumnTaps taps)
    {
        string g = target.Load($"Unsafe.Add(ref gradient, {column} * {Text.Of(OutputGradient.Pixel)})", 0);
        if (Kind is AveragePoolKind average)
        {
            writer.Line($"{target.Type} g = {g} * {target.Class}.Create(1f / ({Window.Count(taps, average.CountPadding)}));");
            using SourceWriter.Scope scope = writer.Braces();
            Window.EmitTaps(writer, depth, row, column, taps, [("window", InputGradient)], offsets =>
            {
                string place = $"Unsafe.Add(ref result, {offsets[0]})";
                writer.Line(target.Store($"({target.Load(place, 0)} + g)", place, 0));
            });
            return;
        }

        writer.Line($"{target.Type} g = {g};");
        writer.Line($"{target.Type} largest = {target.Load($"Unsafe.Add(ref output, {column} * {Text.Of(Output.Pixel)})", 0)};");
        writer.Line($"{target.Type} open = {target.Type}.AllBitsSet;");

        // Input and gradient may have borders of different widths: the place of a tap is worked out for each.
        using SourceWriter.Scope braces = writer.Braces();
        int tap = 0;
        Window.EmitTaps(writer, depth, row, column, taps, [("window", Input), ("gradientWindow", InputGradient)], offsets =>
        {
            string found = $"found{Text.Of(tap++)}";
            writer.Line($"{target.Type} {found} = {target.Class}.Equals({target.Load($"Unsafe.Add(ref input, {offsets[0]})", 0)}, largest) & open;");
            writer.Line($"open &= ~{found};");
            string place = $"Unsafe.Add(ref result, {offsets[1]})";
            writer.Line(target.Store($"({target.Load(place, 0)} + (g & {found}))", place, 0));
        });
    }
}

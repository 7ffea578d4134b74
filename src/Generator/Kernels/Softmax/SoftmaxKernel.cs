using ConvGen.Generator.Emission;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Kernels.Softmax;

/// <summary>Softmax over the channels of each position: e^(x − max) / Σ e^(x − max).</summary>
/// <param name="Channels">Channels.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Input">Strides of the input, in blocks of 16 channels.</param>
/// <param name="Output">Strides of the output, in blocks of 16 channels.</param>
internal sealed record SoftmaxKernel(int Channels, Extent Size, Lattice Input, Lattice Output) : Kernel
{
    /// <inheritdoc/>
    public override string Name => "Softmax";

    /// <inheritdoc/>
    public override string Algorithm => "softmax";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Size.Positions, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Size.Positions * Channels * (1 + (20.0 / target.Lanes));

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        library.Require(VectorFunction.Exp, target);
        using var method = Method(writer, name, $"Softmax over {Text.Of(Channels)} channels at each of {Text.Of(Size.Positions)} position(s).");
        using var loop = writer.Block("for (int item = begin; item < end; item++)");
        SoftmaxLoops.Decode(writer, Size);
        writer.Line($"ref float input = ref Unsafe.Add(ref x, {SoftmaxLoops.Place(Input)});");
        writer.Line($"ref float output = ref Unsafe.Add(ref y, {SoftmaxLoops.Place(Output)});");
        writer.Line("float largest = float.NegativeInfinity;");
        SoftmaxLoops.ForEachChannel(writer, Channels, () => writer.Line($"largest = MathF.Max(largest, Unsafe.Add(ref input, {SoftmaxLoops.Channel(Input)}));"));
        writer.Line($"{target.Type} shift = {target.Class}.Create(largest);");
        SoftmaxLoops.ForEachVector(writer, target, Channels, () => writer.Line(target.Store(
            $"Exp({target.Load($"Unsafe.Add(ref input, {SoftmaxLoops.Vector(Input)})", 0)} - shift)", $"Unsafe.Add(ref output, {SoftmaxLoops.Vector(Output)})", 0)));
        writer.Line("float sum = 0f;");
        SoftmaxLoops.ForEachChannel(writer, Channels, () => writer.Line($"sum += Unsafe.Add(ref output, {SoftmaxLoops.Channel(Output)});"));
        writer.Line($"{target.Type} scale = {target.Class}.Create(1f / sum);");
        SoftmaxLoops.ForEachVector(writer, target, Channels, () =>
        {
            string place = $"Unsafe.Add(ref output, {SoftmaxLoops.Vector(Output)})";
            writer.Line(target.Store($"({target.Load(place, 0)} * scale)", place, 0));
        });
    }
}

/// <summary>Gradient of softmax to its input: y · (dy − Σ dy·y).</summary>
/// <param name="Channels">Channels.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Output">Strides of the forward pass's output.</param>
/// <param name="OutputGradient">Strides of its gradient.</param>
/// <param name="InputGradient">Strides of the gradient of the input.</param>
/// <param name="Accumulates">Whether the result is added to what the gradient holds.</param>
internal sealed record SoftmaxGradientKernel(int Channels, Extent Size, Lattice Output, Lattice OutputGradient, Lattice InputGradient, bool Accumulates) : Kernel
{
    /// <inheritdoc/>
    public override string Name => "SoftmaxGradient";

    /// <inheritdoc/>
    public override string Algorithm => "softmax gradient";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["y", "dy", "dx"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Size.Positions, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Size.Positions * Channels;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using var method = Method(writer, name, $"Gradient of softmax over {Text.Of(Channels)} channels at each of {Text.Of(Size.Positions)} position(s).");
        using var loop = writer.Block("for (int item = begin; item < end; item++)");
        SoftmaxLoops.Decode(writer, Size);
        writer.Line($"ref float output = ref Unsafe.Add(ref y, {SoftmaxLoops.Place(Output)});");
        writer.Line($"ref float gradient = ref Unsafe.Add(ref dy, {SoftmaxLoops.Place(OutputGradient)});");
        writer.Line($"ref float result = ref Unsafe.Add(ref dx, {SoftmaxLoops.Place(InputGradient)});");
        writer.Line("float product = 0f;");
        SoftmaxLoops.ForEachChannel(writer, Channels, () => writer.Line(
            $"product += Unsafe.Add(ref output, {SoftmaxLoops.Channel(Output)}) * Unsafe.Add(ref gradient, {SoftmaxLoops.Channel(OutputGradient)});"));
        writer.Line($"{target.Type} mean = {target.Class}.Create(product);");
        SoftmaxLoops.ForEachVector(writer, target, Channels, () =>
        {
            string place = $"Unsafe.Add(ref result, {SoftmaxLoops.Vector(InputGradient)})";
            string y = target.Load($"Unsafe.Add(ref output, {SoftmaxLoops.Vector(Output)})", 0);
            string dy = target.Load($"Unsafe.Add(ref gradient, {SoftmaxLoops.Vector(OutputGradient)})", 0);
            string value = $"({y} * ({dy} - mean))";
            writer.Line(target.Store(Accumulates ? $"({value} + {target.Load(place, 0)})" : value, place, 0));
        });
    }
}

/// <summary>The loops that softmax and its gradient share.</summary>
internal static class SoftmaxLoops
{
    public static void Decode(SourceWriter writer, Extent size) =>
        ItemIndex.Decode(writer, ("example", 0), ("depth", size.Depth), ("row", size.Height), ("column", size.Width));

    public static string Place(Lattice l) => Text.Sum(("example", l.Example), ("depth", l.Plane), ("row", l.Row), ("column", l.Pixel));

    public static string Channel(Lattice l) => l.Block == ValueLayout.BlockSize
        ? "channel"
        : $"(channel / {Text.Of(ValueLayout.BlockSize)} * {Text.Of(l.Block)}) + (channel % {Text.Of(ValueLayout.BlockSize)})";

    public static string Vector(Lattice l) => Channel(l);

    public static void ForEachChannel(SourceWriter writer, int channels, Action body)
    {
        using SourceWriter.Scope loop = writer.Block($"for (int channel = 0; channel < {Text.Of(channels)}; channel++)");
        body();
    }

    public static void ForEachVector(SourceWriter writer, VectorTarget target, int channels, Action body)
    {
        using SourceWriter.Scope loop = writer.Block($"for (int channel = 0; channel < {Text.Of(channels)}; channel += {target.LanesText})");
        body();
    }
}

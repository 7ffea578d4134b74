using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Softmax;

/// <summary>
/// Softmax over the channels of each position, e^(x − max) / Σ e^(x − max), or its logarithm, x − max − ln Σ e^(x − max).
/// </summary>
/// <param name="Channels">Channels.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Input">Strides of the input, in blocks of 16 channels.</param>
/// <param name="Output">Strides of the output, in blocks of 16 channels.</param>
/// <param name="IsLogarithm">Whether the logarithm is asked for.</param>
internal sealed record SoftmaxKernel(int Channels, Extent Size, Strides Input, Strides Output, bool IsLogarithm) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => IsLogarithm ? "LogSoftmax" : "Softmax";

    /// <inheritdoc/>
    public override string Algorithm => IsLogarithm ? "log softmax" : "softmax";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Size.Positions, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Size.Positions * Channels * (1 + (20.0 / target.Lanes));

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method =
            Method(writer, name, $"{Name} over {Text.Of(Channels)} channels at each of {Text.Count(Size.Positions, "position")}.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = SoftmaxLoops.Decode(writer, Size);
        Reference.DeclareAlways(writer, "input", "x", SoftmaxLoops.Place(item, Input));
        Reference.DeclareAlways(writer, "output", "y", SoftmaxLoops.Place(item, Output));
        writer.Line("float largest = float.NegativeInfinity;");
        SoftmaxLoops.ForEachChannel(
            writer, Channels, () => writer.Line($"largest = {Names.MathF}.Max(largest, {Text.At("input", SoftmaxLoops.Channel(Input))});"));
        writer.Line($"{target.Type} shift = {target.Class}.Create(largest);");
        string x = target.Load($"{Text.At("input", SoftmaxLoops.Vector(Input))}", 0);
        string y = $"{Text.At("output", SoftmaxLoops.Vector(Output))}";
        SoftmaxLoops.ForEachVector(writer, target, Channels, () => writer.Line(target.Store(
            VectorFunction.Exp.Call(target, library, $"{x} - shift"), y, 0)));
        writer.Line("float sum = 0f;");
        SoftmaxLoops.SumOverChannels(writer, Channels, $"{Text.At("output", SoftmaxLoops.Channel(Output))}");
        if (IsLogarithm)
        {
            writer.Line($"{target.Type} logarithm = {VectorFunction.Log.Call(target, library, $"{target.Class}.Create(sum)")};");
            SoftmaxLoops.ForEachVector(writer, target, Channels, () => writer.Line(target.Store($"({x} - shift - logarithm)", y, 0)));
            return;
        }

        writer.Line($"{target.Type} scale = {target.Class}.Create(1f / sum);");
        SoftmaxLoops.ForEachVector(writer, target, Channels, () => writer.Line(target.Store($"({target.Load(y, 0)} * scale)", y, 0)));
    }
}

/// <summary>Gradient of softmax to its input, y · (dy − Σ dy·y), or of its logarithm, dy − e^y · Σ dy.</summary>
/// <param name="Channels">Channels.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Output">Strides of the forward pass's output.</param>
/// <param name="OutputGradient">Strides of its gradient.</param>
/// <param name="InputGradient">Strides of the gradient of the input.</param>
/// <param name="IsLogarithm">Whether it is that of the logarithm.</param>
/// <param name="Accumulates">Whether the result is added to what the gradient holds.</param>
internal sealed record SoftmaxGradientKernel(
    int Channels, Extent Size, Strides Output, Strides OutputGradient, Strides InputGradient, bool IsLogarithm, bool Accumulates)
    : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => IsLogarithm ? "LogSoftmaxGradient" : "SoftmaxGradient";

    /// <inheritdoc/>
    public override string Algorithm => IsLogarithm ? "log softmax gradient" : "softmax gradient";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["y", "dy", "dx"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Size.Positions, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Size.Positions * Channels;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method =
            Method(writer, name, $"{Name} over {Text.Of(Channels)} channels at each of {Text.Count(Size.Positions, "position")}.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item = SoftmaxLoops.Decode(writer, Size);
        Reference.DeclareAlways(writer, "output", "y", SoftmaxLoops.Place(item, Output));
        Reference.DeclareAlways(writer, "gradient", "dy", SoftmaxLoops.Place(item, OutputGradient));
        Reference.DeclareAlways(writer, "result", "dx", SoftmaxLoops.Place(item, InputGradient));
        writer.Line("float sum = 0f;");
        string weight = IsLogarithm ? string.Empty : $"{Text.At("output", SoftmaxLoops.Channel(Output))} * ";
        SoftmaxLoops.SumOverChannels(writer, Channels, $"{weight}{Text.At("gradient", SoftmaxLoops.Channel(OutputGradient))}");
        writer.Line($"{target.Type} total = {target.Class}.Create(sum);");
        SoftmaxLoops.ForEachVector(writer, target, Channels, () =>
        {
            string place = $"{Text.At("result", SoftmaxLoops.Vector(InputGradient))}";
            string y = target.Load($"{Text.At("output", SoftmaxLoops.Vector(Output))}", 0);
            string dy = target.Load($"{Text.At("gradient", SoftmaxLoops.Vector(OutputGradient))}", 0);
            string value = IsLogarithm ? $"({dy} - ({VectorFunction.Exp.Call(target, library, y)} * total))" : $"({y} * ({dy} - total))";
            writer.Line(target.Store(Accumulates ? $"({value} + {target.Load(place, 0)})" : value, place, 0));
        });
    }
}

/// <summary>The loops that softmax and its gradient share.</summary>
internal static class SoftmaxLoops
{
    public static ItemIndex Decode(SourceWriter writer, Extent size) =>
        ItemIndex.Decode(writer, ("example", 0), ("depth", size.Depth), ("row", size.Height), ("column", size.Width));

    public static string Place(ItemIndex item, Strides l) =>
        item.Sum(("example", l.Example), ("depth", l.Plane), ("row", l.Row), ("column", l.Pixel));

    public static string Channel(Strides l) => l.Block == ValueLayout.BlockSize
        ? "channel"
        : $"(channel / {Text.Of(ValueLayout.BlockSize)} * {Text.Of(l.Block)}) + (channel % {Text.Of(ValueLayout.BlockSize)})";

    public static string Vector(Strides l) => Channel(l);

    public static void ForEachChannel(SourceWriter writer, int channels, Action body)
    {
        using SourceWriter.Scope loop = writer.Block($"for (int channel = 0; channel < {Text.Of(channels)}; channel++)");
        body();
    }

    /// <summary>Writes the sum of a term over the channels; the variable <c>sum</c> is declared.</summary>
    public static void SumOverChannels(SourceWriter writer, int channels, string term) =>
        ShortSums.Emit(
            writer,
            "float",
            "0f",
            ["sum"],
            [new SumAxis("channel", Text.Of(channels), Math.Max(channels, 2))],
            isRepeated: false,
            (_, sum) => writer.Line($"{sum("sum")} += {term};"));

    public static void ForEachVector(SourceWriter writer, VectorTarget target, int channels, Action body)
    {
        using SourceWriter.Scope loop =
            writer.Block($"for (int channel = 0; channel < {Text.Of(channels)}; channel += {target.LanesText})");
        body();
    }
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>Local response normalisation: x·s^−beta.</summary>
/// <param name="Norm">The window and the numbers.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Output">Strides of the output.</param>
internal sealed record LocalResponseKernel(LocalResponse Norm, Strides Input, Strides Output) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "LocalResponseNorm";

    /// <inheritdoc/>
    public override string Algorithm => "local response";

    /// <summary>Floats of working memory.</summary>
    public int WorkspaceLength => Norm.LineLength;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "squares", "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Norm.Size.Depth * Norm.Size.Height, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Norm.Size.Positions * Norm.Channels * (Norm.Window + 40) / (target.Lanes * CyclesPerNanosecond);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer, name, $"Local response normalisation of {Text.Of(Norm.Channels)} channels, each by {Text.Of(Norm.Window)} neighbours.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        Norm.Decode(writer);
        Norm.WriteRow(writer, "x", Input);
        Norm.WriteRow(writer, "y", Output);
        using SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", Norm.Size.Width, out string column);
        Norm.WriteSquares(writer, target, Input, column);
        using SourceWriter.Scope channels = Norm.OpenChannels(writer, target);
        Norm.WritePower(writer, target, library);
        string x = target.Load(LocalResponse.Place("x", Input, column), 0);
        writer.Line(target.Store($"({x} * power)", LocalResponse.Place("y", Output, column), 0));
    }
}

/// <summary>
/// Gradient of local response normalisation to its input: dx = dy·s^−beta − 2·alpha·beta·x·Σ dy·y/s over the windows that
/// the channel is in.
/// </summary>
/// <param name="Norm">The window and the numbers.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="OutputGradient">Strides of the gradient of the output.</param>
/// <param name="InputGradient">Strides of the gradient of the input.</param>
/// <param name="Accumulates">Whether the result is added to what the gradient holds.</param>
internal sealed record LocalResponseGradientKernel(
    LocalResponse Norm, Strides Input, Strides OutputGradient, Strides InputGradient, bool Accumulates) : EmittedKernel
{
    private const int Lines = 3;

    /// <inheritdoc/>
    public override string Name => "LocalResponseNormGradient";

    /// <inheritdoc/>
    public override string Algorithm => "local response gradient";

    /// <summary>Floats of working memory.</summary>
    public int WorkspaceLength => Lines * Norm.LineLength;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "dy", "squares", "dx"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Norm.Size.Depth * Norm.Size.Height, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (double)Norm.Size.Positions * Norm.Channels * ((2 * Norm.Window) + 60) / (target.Lanes * CyclesPerNanosecond);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method =
            Method(writer, name, $"Gradient of local response normalisation of {Text.Of(Norm.Channels)} channels.");
        Reference.DeclareAlways(writer, "direct", "squares", Text.Of(Norm.LineLength));
        Reference.DeclareAlways(writer, "products", "squares", Text.Of(2 * Norm.LineLength));
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        Norm.Decode(writer);
        Norm.WriteRow(writer, "x", Input);
        Norm.WriteRow(writer, "dy", OutputGradient);
        Norm.WriteRow(writer, "dx", InputGradient);
        using SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", Norm.Size.Width, out string column);
        Norm.WriteSquares(writer, target, Input, column);
        string x = target.Load(LocalResponse.Place("x", Input, column), 0);
        using (Norm.OpenChannels(writer, target))
        {
            Norm.WritePower(writer, target, library);
            writer.Line($"{target.Type} gradient = {target.Load(LocalResponse.Place("dy", OutputGradient, column), 0)} * power;");
            writer.Line(target.Store("gradient", $"{Names.Unsafe}.Add(ref direct, channel)", 0));
            writer.Line(target.Store($"(gradient * {x} / s)", $"{Names.Unsafe}.Add(ref products, channel + {Text.Of(Norm.Behind)})", 0));
        }

        // A channel is in the windows of as many channels behind it as a window has before its own.
        Norm.WriteZeros(writer, "products", Norm.Behind);
        using SourceWriter.Scope channels = Norm.OpenChannels(writer, target);
        Norm.WriteWindow(writer, target, "products", "product");
        writer.Line($"{target.Type} slope = {x} * {target.Constant(-2 * Norm.Alpha * Norm.Beta)};");
        string place = LocalResponse.Place("dx", InputGradient, column);
        string result = target.MultiplyAdd("slope", "product", target.Load($"{Names.Unsafe}.Add(ref direct, channel)", 0));
        writer.Line(target.Store(Accumulates ? $"({result} + {target.Load(place, 0)})" : $"({result})", place, 0));
    }
}

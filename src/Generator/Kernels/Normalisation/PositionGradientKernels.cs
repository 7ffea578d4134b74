using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>
/// dx = inverse·(g − mean of g − x̂·mean of g·x̂) at each position, with g = dy·scale, the normal channels x̂, and means over channels.
/// </summary>
/// <param name="Positions">What is normalised.</param>
/// <param name="Statistics">Strides of the statistics.</param>
/// <param name="OutputGradient">Strides of the gradient of the output.</param>
/// <param name="InputGradient">Strides of the gradient of the input.</param>
/// <param name="HasScale">Whether each channel has a scale.</param>
/// <param name="Accumulates">Whether the result is added to what the gradient holds.</param>
internal sealed record PositionNormalisationGradientKernel(
    NormalisedPositions Positions, Strides Statistics, Strides OutputGradient, Strides InputGradient, bool HasScale, bool Accumulates)
    : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => $"PositionNormalisationGradient{(Accumulates ? "Accumulated" : string.Empty)}";

    /// <inheritdoc/>
    public override string Algorithm => "normalisation gradient";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => Given("x", "dy", "statistics", HasScale ? "scales" : "", "dx");

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => Positions.Items;

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => 2.5 * Positions.Vectors(target);

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method =
            Method(writer, name, $"Gradient to the input of positions that are normalised over {Text.Of(Positions.Channels)} channels.");
        using NormalisedPositions.PositionLoops loops = Positions.Open(
            writer, ("x", Positions.Input), ("dy", OutputGradient), ("statistics", Statistics), ("dx", InputGradient));
        if (Positions.IsCentred)
        {
            writer.Line("float mean = statisticsPosition;");
            NormalisedPositions.WriteVector(writer, target, "mean");
        }

        writer.Line($"float inverse = {Names.Unsafe}.Add(ref statisticsPosition, 1);");
        NormalisedPositions.WriteVector(writer, target, "inverse");
        PositionChannels channels = new(writer, target, Positions.Channels);
        channels.Sum(Positions.IsCentred ? ["gradients", "products"] : ["products"], (sum, element) =>
            sum == "gradients" ? Gradient(element) : $"({Gradient(element)} * {Positions.Normal(element)})");
        foreach (string mean in Positions.IsCentred ? ["gradient", "product"] : new[] { "product" })
        {
            writer.Line($"float {mean} = {mean}s * {SourceWriter.Literal(1.0 / Positions.Channels)};");
            NormalisedPositions.WriteVector(writer, target, mean);
        }

        channels.Store("dx", InputGradient, Accumulates, element =>
        {
            string centred = Positions.IsCentred ? $"({Gradient(element)} - {element.Same("gradient")})" : Gradient(element);
            return $"(({centred} - ({Positions.Normal(element)} * {element.Same("product")})) * {element.Same("inverse")})";
        });
    }

    private string Gradient(PositionChannels.Element element) => HasScale
        ? $"({element.Of("dy", OutputGradient)} * {element.Learned("scales")})"
        : element.Of("dy", OutputGradient);
}

/// <summary>
/// Gradients to the scale and the shift of each channel of normalised positions: Σ dy·x̂ and Σ dy over all positions of all examples.
/// </summary>
/// <param name="Blocks">Blocks of 16 channels.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="OutputGradient">Strides of the gradient of the output.</param>
/// <param name="Statistics">Strides of the statistics.</param>
/// <param name="IsCentred">Whether the forward pass takes the mean away.</param>
/// <param name="HasShift">Whether there is a shift.</param>
internal sealed record PositionScaleGradientKernel(
    int Blocks, Extent Size, Strides Input, Strides OutputGradient, Strides Statistics, bool IsCentred, bool HasShift) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "PositionScaleGradient";

    /// <inheritdoc/>
    public override string Algorithm => "scale gradient";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters =>
        Given("x", "dy", IsCentred ? "means" : "", "inverses", "scale", HasShift ? "shift" : "");

    private string[] Results => HasShift ? ["scale", "shift"] : ["scale"];

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks, PerExample: false);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => 2.0 * Blocks * Size.Positions * target.VectorsPerBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method =
            Method(writer, name, $"Gradients to the scale and the shift of {Text.Count(Blocks, "block")} of 16 channels.");
        using SourceWriter.Scope loop = writer.Block("for (int block = begin; block < end; block++)");
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        foreach (string result in Results)
        {
            writer.Line($"{target.Type} {result}Sum = {target.Type}.Zero;");
        }

        WalkedValue Channels(string value, Strides strides) =>
            new(value, strides, [("example", strides.Example), ("block", strides.Block), (lane, 1)]);
        WalkedValue OfPosition(string value) => new(value, Statistics, [("example", Statistics.Example)], IsBroadcast: true);
        WalkedValue[] values =
        [
            Channels("x", Input),
            Channels("dy", OutputGradient),
            .. IsCentred ? [OfPosition("means")] : Array.Empty<WalkedValue>(),
            OfPosition("inverses"),
        ];
        string normal = IsCentred ? "((xValue - meansValue) * inversesValue)" : "(xValue * inversesValue)";
        PositionReduction.Emit(
            writer,
            target,
            Size,
            values,
            [.. Results.Select(result => $"{result}Sum")],
            (sum, soFar) => sum == "shiftSum" ? $"{soFar} + dyValue" : target.MultiplyAdd("dyValue", normal, soFar),
            SumAxis.OfExamples());
        foreach (string result in Results)
        {
            writer.Line(target.Store($"{result}Sum", Text.At(result, Text.Sum(("block", ValueLayout.BlockSize), (lane, 1))), 0));
        }
    }
}

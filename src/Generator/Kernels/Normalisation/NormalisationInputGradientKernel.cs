using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>dx = inverse·(g − mean of g − x̂·mean of g·x̂) with g = dy·scale and the normal elements x̂.</summary>
/// <param name="Sets">What is normalised together.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="OutputGradient">Strides of the gradient of the output.</param>
/// <param name="Statistics">Strides of the statistics, and of the means of gradients.</param>
/// <param name="InputGradient">Strides of the gradient of the input.</param>
/// <param name="IsCentred">Whether the forward pass takes the mean away.</param>
/// <param name="Scale">What there is a scale for.</param>
/// <param name="Accumulates">Whether the result is added to what the gradient holds.</param>
internal sealed record NormalisationInputGradientKernel(
    NormalisedSets Sets,
    Strides Input,
    Strides OutputGradient,
    Strides Statistics,
    Strides InputGradient,
    bool IsCentred,
    ElementScale Scale,
    bool Accumulates) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => $"NormalisationInputGradient{(Accumulates ? "Accumulated" : string.Empty)}";

    /// <inheritdoc/>
    public override string Algorithm => "normalisation gradient";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(
    [
        "x",
        "dy",
        .. NormalisedElement.Statistics(IsCentred),
        .. Scale.Parameters("scales"),
        .. IsCentred ? ["gradients"] : Array.Empty<string>(),
        "products",
        "dx",
    ]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Sets.Blocks * Sets.Outer.Positions, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => 1.5 * Sets.Blocks * Sets.Size.Positions * target.VectorsPerBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method =
            Method(writer, name, $"Gradient to the input of each {Text.Of(Sets.Length)} elements that are normalised together.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        Sets.Decode(writer, "block", Sets.Blocks);
        string block = Sets.Blocks > 1 ? "block" : "0";
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        NormalisedElement.WriteStatistics(writer, target, Sets, Statistics, IsCentred, block, lane);
        string place = Text.Sum([.. Sets.Start(Statistics, block, lane)]);
        if (IsCentred)
        {
            writer.Line($"{target.Type} gradient = {target.Load($"{Text.At("gradients", place)}", 0)};");
        }

        writer.Line($"{target.Type} product = {target.Load($"{Text.At("products", place)}", 0)};");
        Scale.WriteChannels(writer, target, "scales", block, lane);
        PositionLoop.Emit(
            writer,
            target,
            Sets.Inner,
            [
                new WalkedValue("x", Input, Sets.Start(Input, block, lane)),
                new WalkedValue("dy", OutputGradient, Sets.Start(OutputGradient, block, lane)),
                .. Scale.Walked("scales", Sets, block, lane),
            ],
            new WalkedValue("dx", InputGradient, Sets.Start(InputGradient, block, lane)),
            () =>
            {
                string gradient = Scale.Times("dyValue", "scales");
                writer.Line($"{target.Type} rest = ({gradient}){(IsCentred ? " - gradient" : string.Empty)} - "
                    + $"({NormalisedElement.Of(IsCentred)} * product);");
                return "(rest * inverse)";
            },
            Accumulates);
    }
}

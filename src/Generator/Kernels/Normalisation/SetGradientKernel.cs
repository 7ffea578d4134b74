using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>
/// Means behind the gradient of a normalised set to its input: of g = dy·scale, and of g·x̂ with the normal elements x̂. Without a mean in
/// the forward pass only the second.
/// </summary>
/// <param name="Sets">What is normalised together.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="OutputGradient">Strides of the gradient of the output.</param>
/// <param name="Statistics">Strides of the statistics and of the results.</param>
/// <param name="IsCentred">Whether the forward pass takes the mean away.</param>
/// <param name="Scale">What there is a scale for.</param>
internal sealed record SetGradientKernel(
    NormalisedSets Sets, Strides Input, Strides OutputGradient, Strides Statistics, bool IsCentred, ElementScale Scale) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => IsCentred ? "SetGradientMeans" : "SetGradientProducts";

    /// <inheritdoc/>
    public override string Algorithm => "normalisation gradient";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(
        ["x", "dy", .. NormalisedElement.Statistics(IsCentred), .. Scale.Parameters("scales"), .. Results]);

    private string[] Results => IsCentred ? ["gradients", "products"] : ["products"];

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Sets.Spans * Sets.Outer.Positions, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => 2.0 * Sets.Blocks * Sets.Size.Positions * target.VectorsPerBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method =
            Method(writer, name, $"Mean gradients of each {Text.Of(Sets.Length)} elements that are normalised together.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        Sets.Decode(writer, "span", Sets.Spans);
        string share = Text.Of(Sets.Length);
        using (NormalisedSets.Loops loops = Sets.OpenSpan(writer, target))
        {
            (string block, string lane) = (loops.Block, loops.Lane);
            NormalisedElement.WriteStatistics(writer, target, Sets, Statistics, IsCentred, block, lane);
            Scale.WriteChannels(writer, target, "scales", block, lane);
            foreach (string result in Results)
            {
                writer.Line($"{target.Type} {result}Sum = {target.Type}.Zero;");
            }

            string gradient = Scale.Times("dyValue", "scales");
            PositionReduction.Emit(
                writer,
                target,
                Sets.Inner,
                [
                    new WalkedValue("x", Input, Sets.Start(Input, block, lane)),
                    new WalkedValue("dy", OutputGradient, Sets.Start(OutputGradient, block, lane)),
                    .. Scale.Walked("scales", Sets, block, lane),
                ],
                [.. Results.Select(result => $"{result}Sum")],
                (sum, row) => sum == "gradientsSum"
                    ? $"{row} + ({gradient})"
                    : target.MultiplyAdd($"({gradient})", $"({NormalisedElement.Of(IsCentred)})", row));
            string place = Text.Sum([.. Sets.Start(Statistics, block, lane)]);
            foreach (string result in Results)
            {
                string sum = Sets.IsPerChannel ? $"({result}Sum * {target.Constant(1.0 / Sets.Length)})" : $"{result}Sum";
                writer.Line(target.Store(sum, $"{Text.At(result, place)}", 0));
            }
        }

        if (!Sets.IsPerChannel)
        {
            Sets.Combine(
                writer,
                [.. Results.Select(result => $"{result}Total")],
                Statistics,
                total => $"{Names.Unsafe}.Add(ref {total.Substring(0, total.Length - "Total".Length)}, place)",
                [.. Results.Select(result => (result, $"{result}Total / {share}"))]);
        }
    }
}

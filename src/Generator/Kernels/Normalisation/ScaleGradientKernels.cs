using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>Gradients to the scale and the shift of each channel: Σ dy·x̂ and Σ dy over all positions of all examples.</summary>
/// <param name="Sets">What is normalised together.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="OutputGradient">Strides of the gradient of the output.</param>
/// <param name="Statistics">Strides of the statistics; one for each example and channel.</param>
/// <param name="HasShift">Whether there is a shift.</param>
internal sealed record ChannelScaleGradientKernel(
    NormalisedSets Sets, Strides Input, Strides OutputGradient, Strides Statistics, bool HasShift) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "ChannelScaleGradient";

    /// <inheritdoc/>
    public override string Algorithm => "scale gradient";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "dy", "means", "inverses", .. Results]);

    private string[] Results => HasShift ? ["scale", "shift"] : ["scale"];

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Sets.Blocks, PerExample: false);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => 2.0 * Sets.Blocks * Sets.Size.Positions * target.VectorsPerBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method =
            Method(writer, name, $"Gradients to the scale and the shift of {Text.Of(Sets.Channels)} channels.");
        using SourceWriter.Scope loop = writer.Block("for (int block = begin; block < end; block++)");
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        ChannelReduction.Emit(
            writer,
            target,
            Sets.Size,
            lane,
            [("x", Input), ("dy", OutputGradient)],
            [.. Results.Select(result => $"{result}Sum")],
            (sum, row) => sum == "shiftSum"
                ? $"{row} + dyValue"
                : target.MultiplyAdd("dyValue", $"({NormalisedElement.Of(isCentred: true)})", row),
            () => NormalisedElement.WriteStatistics(writer, target, Sets, Statistics, isCentred: true, "block", lane));
        foreach (string result in Results)
        {
            writer.Line(target.Store($"{result}Sum", $"{Text.At(result, Text.Sum(("block", ValueLayout.BlockSize), (lane, 1)))}", 0));
        }
    }
}

/// <summary>
/// Gradients to the scale and the shift of each element of a set, for each channel apart: Σ dy·x̂ and Σ dy over all examples and all outer
/// positions.
/// </summary>
/// <param name="Sets">What is normalised together.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="OutputGradient">Strides of the gradient of the output.</param>
/// <param name="Statistics">Strides of the statistics.</param>
/// <param name="IsCentred">Whether the forward pass takes the mean away.</param>
/// <param name="HasShift">Whether there is a shift.</param>
internal sealed record ElementScaleGradientKernel(
    NormalisedSets Sets, Strides Input, Strides OutputGradient, Strides Statistics, bool IsCentred, bool HasShift) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "ElementScaleGradient";

    /// <inheritdoc/>
    public override string Algorithm => "scale gradient";

    /// <summary>Floats of each result.</summary>
    public int ResultLength => Sets.Blocks * Sets.Inner.Positions * ValueLayout.BlockSize;

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "dy", .. NormalisedElement.Statistics(IsCentred), .. Results]);

    private string[] Results => HasShift ? ["scale", "shift"] : ["scale"];

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Sets.Blocks * Sets.Inner.Positions, PerExample: false);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => 2.0 * Sets.Blocks * Sets.Size.Positions * target.VectorsPerBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"Gradients to the scale and the shift of {Text.Count(Sets.Inner.Positions, "position")}, for each channel apart.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex item =
            ItemIndex.Decode(writer, ("block", 0), ("plane", Sets.Inner.Depth), ("row", Sets.Inner.Height), ("column", Sets.Inner.Width));
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        foreach (string result in Results)
        {
            writer.Line($"{target.Type} {result}Sum = {target.Type}.Zero;");
        }

        SumAxis[] axes = [SumAxis.OfExamples(), SumAxis.Of("depth", Sets.Outer.Depth), SumAxis.Of("height", Sets.Outer.Height)];
        ShortSums.Emit(writer, target, [.. Results.Select(result => $"{result}Sum")], axes, isRepeated: false, (_, sum) =>
        {
            NormalisedElement.WriteStatistics(writer, target, Sets, Statistics, IsCentred, "block", lane);
            foreach ((string value, Strides l) in new[] { ("x", Input), ("dy", OutputGradient) })
            {
                string place = item.Sum([.. Sets.Start(l, "block", lane), ("plane", l.Plane), ("row", l.Row), ("column", l.Pixel)]);
                writer.Line($"{target.Type} {value}Value = {target.Load($"{Text.At(value, place)}", 0)};");
            }

            writer.Line($"{sum("scaleSum")} = {target.MultiplyAdd("dyValue", $"({NormalisedElement.Of(IsCentred)})", sum("scaleSum"))};");
            if (HasShift)
            {
                writer.Line($"{sum("shiftSum")} += dyValue;");
            }
        });

        foreach (string result in Results)
        {
            writer.Line(target.Store($"{result}Sum", $"{Text.At(result, Text.Sum(("item", ValueLayout.BlockSize), (lane, 1)))}", 0));
        }
    }
}

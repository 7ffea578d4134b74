using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>y = f((x − mean)·inverse·scale + shift), with the mean and the inverse deviation of each set.</summary>
/// <param name="Sets">What is normalised together.</param>
/// <param name="Input">Strides of the input.</param>
/// <param name="Statistics">Strides of the statistics.</param>
/// <param name="Output">Strides of the output.</param>
/// <param name="IsCentred">Whether there is a mean.</param>
/// <param name="Scale">What there is a scale for.</param>
/// <param name="Shift">What there is a shift for.</param>
/// <param name="Activation">What is applied before the result is stored.</param>
internal sealed record NormaliseKernel(
    NormalisedSets Sets,
    Strides Input,
    Strides Statistics,
    Strides Output,
    bool IsCentred,
    ElementScale Scale,
    ElementScale Shift,
    Activation Activation) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => $"Normalise{(Activation.IsIdentity ? string.Empty : Activation.Name)}";

    /// <inheritdoc/>
    public override string Algorithm => "normalisation";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters =>
        new(["x", .. NormalisedElement.Statistics(IsCentred), .. Scale.Parameters("scales"), .. Shift.Parameters("shifts"), "y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Sets.Blocks * Sets.Outer.Positions, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) =>
        (1 + (Activation.Cost / 8)) * Sets.Blocks * Sets.Size.Positions * target.VectorsPerBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(writer, name, $"Normalises each {Text.Of(Sets.Length)} elements by their own statistics.");
        using SourceWriter.Scope loop = writer.Block("for (int item = begin; item < end; item++)");
        Sets.Decode(writer, "block", Sets.Blocks);
        string block = Sets.Blocks > 1 ? "block" : "0";
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        NormalisedElement.WriteStatistics(writer, target, Sets, Statistics, IsCentred, block, lane);
        Scale.WriteChannels(writer, target, "scales", block, lane);
        Shift.WriteChannels(writer, target, "shifts", block, lane);
        PositionLoop.Emit(
            writer,
            target,
            Sets.Inner,
            [
                new WalkedValue("x", Input, Sets.Start(Input, block, lane)),
                .. Scale.Walked("scales", Sets, block, lane),
                .. Shift.Walked("shifts", Sets, block, lane),
            ],
            new WalkedValue("y", Output, Sets.Start(Output, block, lane)),
            () =>
            {
                string normal = NormalisedElement.Of(IsCentred);
                string result = Shift.Kind == ElementScaleKind.None
                    ? Scale.Times(normal, "scales")
                    : target.MultiplyAdd($"({normal})", "scalesValue", "shiftsValue");
                writer.Line($"{target.Type} result = {result};");
                return Activation.Apply(target, library, "result");
            });
    }
}

/// <summary>What kernels of normalised elements have in common: how an element x becomes normal.</summary>
internal static class NormalisedElement
{
    /// <summary>Names of the parameters with the statistics.</summary>
    public static IEnumerable<string> Statistics(bool isCentred) => isCentred ? ["means", "inverses"] : ["inverses"];

    /// <summary>Writes the statistics of a vector of channels: mean, inverse.</summary>
    public static void WriteStatistics(
        SourceWriter writer, VectorTarget target, NormalisedSets sets, Strides statistics, bool isCentred, string block, string lane)
    {
        string place = Text.Sum([.. sets.Start(statistics, block, lane)]);
        if (isCentred)
        {
            writer.Line($"{target.Type} mean = {target.Load($"{Text.At("means", place)}", 0)};");
        }

        writer.Line($"{target.Type} inverse = {target.Load($"{Text.At("inverses", place)}", 0)};");
    }

    /// <summary>The normal element as an expression.</summary>
    public static string Of(bool isCentred) => isCentred ? "(xValue - mean) * inverse" : "xValue * inverse";
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>
/// Sums behind the gradient of batch normalisation: dβ = Σ dy, dγ = Σ dy·x̂ with x̂ = (x − mean)/deviation. With minibatch statistics what
/// the rounding of the mean has left over is taken away in them, and there are the coefficients of dx = a·dy + b·(x − mean) + c:
/// a = γ/deviation, b = −a·dγ/(M·deviation), c = −a·dβ/M over M positions.
/// </summary>
internal sealed record BatchNormGradientKernel(int Blocks, Extent Size, Strides Input, Strides OutputGradient, bool Frozen) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Frozen ? "FrozenBatchNormGradientSums" : "BatchNormGradientSums";

    /// <inheritdoc/>
    public override string Algorithm => "batch norm gradient";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(
    [
        "x",
        "dy",
        "means",
        "inverseDeviations",
        "gammaGradient",
        "betaGradient",
        .. Frozen ? Array.Empty<string>() : ["gamma", "a", "rests", "b", "c"],
    ]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks, PerExample: false);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => 2.0 * Blocks * Size.Positions * target.VectorsPerBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"Gradients to scale and shift of {Text.Count(Blocks, "block")} of 16 channels"
            + (Frozen ? "." : ", and the coefficients of the gradient to the input."));
        using SourceWriter.Scope loop = writer.Block("for (int block = begin; block < end; block++)");
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        writer.Line($"int channel = {Text.Sum(("block", ValueLayout.BlockSize), (lane, 1))};");
        writer.Line($"{target.Type} mean = {Channel(target, "means")};");
        writer.Line($"{target.Type} inverse = {Channel(target, "inverseDeviations")};");
        ChannelReduction.Emit(
            writer,
            target,
            Size,
            lane,
            [("x", Input), ("dy", OutputGradient)],
            ["sum", "product"],
            (sum, row) => sum == "sum" ? $"{row} + dyValue" : target.MultiplyAdd("dyValue", "(xValue - mean)", row));
        if (!Frozen)
        {
            writer.Line($"{target.Type} rest = {Channel(target, "rests")};");
            writer.Line("product -= rest * sum;");
        }

        writer.Line("product *= inverse;");
        Store(writer, target, "betaGradient", "sum");
        Store(writer, target, "gammaGradient", "product");
        if (Frozen)
        {
            return;
        }

        writer.Line($"{target.Type} slope = {Channel(target, "gamma")} * inverse;");
        Store(writer, target, "a", "slope");
        writer.Line($"{target.Type} perPosition = slope / {target.Class}.Create((float)(examples * {Text.Of(Size.Positions)}));");
        writer.Line($"{target.Type} curve = {target.Type}.Zero - (perPosition * product * inverse);");
        Store(writer, target, "b", "curve");
        Store(writer, target, "c", $"({target.Type}.Zero - (perPosition * sum) - (curve * rest))");
    }

    private static string Channel(VectorTarget target, string name) => target.Load($"{Names.Unsafe}.Add(ref {name}, channel)", 0);

    private static void Store(SourceWriter writer, VectorTarget target, string name, string value) =>
        writer.Line(target.Store(value, $"{Names.Unsafe}.Add(ref {name}, channel)", 0));
}

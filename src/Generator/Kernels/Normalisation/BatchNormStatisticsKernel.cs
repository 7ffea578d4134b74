using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>
/// Statistics of a minibatch for batch normalisation (Ioffe and Szegedy, 2015): mean and biased variance for each channel, from which
/// the scale and shift of x − mean follow; the running statistics move towards the mean and the unbiased variance. The algorithm
/// is the corrected two-pass one (Chan, Golub and LeVeque 1983): what the rounding of the mean leaves over is summed too, and the
/// shift takes it away.
/// </summary>
internal sealed record BatchNormStatisticsKernel(int Blocks, Extent Size, Strides Input, double Epsilon, double Momentum) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "BatchNormStatistics";

    /// <inheritdoc/>
    public override string Algorithm => "batch statistics";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters =>
        new(["x", "gamma", "beta", "runningMean", "runningVariance", "means", "rests", "inverseDeviations", "scales", "shifts"]);

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
            $"Mean and variance of {Text.Count(Blocks, "block")} of 16 channels over "
            + $"{Text.Of(Size.Positions)} positions of every example.");
        writer.Line($"{target.Type} count = {target.Class}.Create((float)(examples * {Text.Of(Size.Positions)}));");
        writer.Line(
            $"{target.Type} countLessOne = {target.Class}.Create((float){Names.Math}.Max(1, (examples * {Text.Of(Size.Positions)}) - 1));");
        using SourceWriter.Scope loop = writer.Block("for (int block = begin; block < end; block++)");
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        writer.Line($"int channel = {Text.Sum(("block", ValueLayout.BlockSize), (lane, 1))};");
        ChannelReduction.Emit(writer, target, Size, lane, [("x", Input)], ["sum"], (_, row) => $"{row} + xValue");
        writer.Line($"{target.Type} mean = sum / count;");
        ChannelReduction.Emit(writer, target, Size, lane, [("x", Input)], ["remainder", "squares"], (sum, row) =>
            sum == "remainder" ? $"{row} + (xValue - mean)" : target.MultiplyAdd("(xValue - mean)", "(xValue - mean)", row));
        writer.Line($"{target.Type} rest = remainder / count;");
        writer.Line("squares -= remainder * rest;");
        writer.Line($"{target.Type} inverse = {target.Constant(1)} / {target.Class}.Sqrt((squares / count) + {target.Constant(Epsilon)});");
        writer.Line($"{target.Type} scale = {Channel(target, "gamma")} * inverse;");
        StoreChannel(writer, target, "means", "mean");
        StoreChannel(writer, target, "rests", "rest");
        StoreChannel(writer, target, "inverseDeviations", "inverse");
        StoreChannel(writer, target, "scales", "scale");
        StoreChannel(writer, target, "shifts", $"({Channel(target, "beta")} - (rest * scale))");
        string keep = target.Constant(1 - Momentum);
        string move = target.Constant(Momentum);
        StoreChannel(writer, target, "runningMean", $"(({Channel(target, "runningMean")} * {keep}) + ((mean + rest) * {move}))");
        StoreChannel(
            writer, target, "runningVariance", $"(({Channel(target, "runningVariance")} * {keep}) + (squares / countLessOne * {move}))");
    }

    private static string Channel(VectorTarget target, string name) => target.Load($"{Names.Unsafe}.Add(ref {name}, channel)", 0);

    private static void StoreChannel(SourceWriter writer, VectorTarget target, string name, string value) =>
        writer.Line(target.Store(value, $"{Names.Unsafe}.Add(ref {name}, channel)", 0));
}

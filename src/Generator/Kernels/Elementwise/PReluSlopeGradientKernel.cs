using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Elementwise;

/// <summary>Gradients to the slopes of a learned rectifier: Σ min(x, 0)·dy over all positions of all examples, for each channel.</summary>
internal sealed record PReluSlopeGradientKernel(int Blocks, Extent Size, Strides Input, Strides OutputGradient) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "PReluSlopeGradient";

    /// <inheritdoc/>
    public override string Algorithm => "slope gradient";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "dy", "slopeGradient"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks, PerExample: false);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Blocks * Size.Positions * target.VectorsPerBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(writer, name, $"Gradients to the slopes of {Text.Count(Blocks, "block")} of 16 channels.");
        using SourceWriter.Scope loop = writer.Block("for (int block = begin; block < end; block++)");
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        ChannelReduction.Emit(
            writer,
            target,
            Size,
            lane,
            [("x", Input), ("dy", OutputGradient)],
            ["sum"],
            (_, row) => target.MultiplyAdd(target.Min($"{target.Type}.Zero", "xValue"), "dyValue", row));
        writer.Line(target.Store("sum", $"{Text.At("slopeGradient", Text.Sum(("block", ValueLayout.BlockSize), (lane, 1)))}", 0));
    }
}

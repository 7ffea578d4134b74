using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>Gradients to factors of channels: Σ x·dy over all positions of all examples, for each channel.</summary>
internal sealed record ChannelScaleSumKernel(int Blocks, Extent Size, Strides Input, Strides OutputGradient) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "ChannelScaleSum";

    /// <inheritdoc/>
    public override string Algorithm => "scale gradient";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "dy", "scaleGradient"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks, PerExample: false);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Blocks * Size.Positions * target.VectorsPerBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(writer, name, $"Gradients to factors of {Text.Count(Blocks, "block")} of 16 channels.");
        using SourceWriter.Scope loop = writer.Block("for (int block = begin; block < end; block++)");
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        ChannelReduction.Emit(
            writer,
            target,
            Size,
            lane,
            [("x", Input), ("dy", OutputGradient)],
            ["sum"],
            (_, row) => target.MultiplyAdd("xValue", "dyValue", row));
        writer.Line(target.Store("sum", $"{Text.At("scaleGradient", Text.Sum(("block", ValueLayout.BlockSize), (lane, 1)))}", 0));
    }
}

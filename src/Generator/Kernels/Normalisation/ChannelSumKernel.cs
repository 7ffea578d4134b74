using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>Sum over all positions of all examples, for each channel: the gradient of a bias.</summary>
internal sealed record ChannelSumKernel(int Blocks, Extent Size, Strides Input) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "SumChannels";

    /// <inheritdoc/>
    public override string Algorithm => "bias gradient";

    /// <inheritdoc/>
    public override bool TakesExamples => true;

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["x", "sums"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Blocks, PerExample: false);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => (double)Blocks * Size.Positions * target.VectorsPerBlock;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(
            writer,
            name,
            $"Sums of {Text.Count(Blocks, "block")} of 16 channels over {Text.Of(Size.Positions)} positions of every example.");
        using SourceWriter.Scope loop = writer.Block("for (int block = begin; block < end; block++)");
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        ChannelReduction.Emit(writer, target, Size, lane, [("x", Input)], ["sum"], (_, row) => $"{row} + xValue");
        writer.Line(target.Store("sum", $"{Text.At("sums", Text.Sum(("block", ValueLayout.BlockSize), (lane, 1)))}", 0));
    }
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>Gradients to factors of channels: Σ f(x)·dy over all positions of all examples, for each channel.</summary>
/// <param name="Blocks">Blocks of channels.</param>
/// <param name="Size">Positions of a map.</param>
/// <param name="Input">Strides of x.</param>
/// <param name="OutputGradient">Strides of dy.</param>
internal abstract record FactorGradientKernel(int Blocks, Extent Size, Strides Input, Strides OutputGradient) : EmittedKernel
{
    /// <inheritdoc/>
    public sealed override bool TakesExamples => true;

    /// <inheritdoc/>
    public sealed override EquatableArray<string> Parameters => new(["x", "dy", Result]);

    /// <summary>The parameter that takes the gradients.</summary>
    protected abstract string Result { get; }

    /// <summary>What the factors are called.</summary>
    protected abstract string Factors { get; }

    /// <inheritdoc/>
    public sealed override ItemCount Items(VectorTarget target) => new(Blocks, PerExample: false);

    /// <inheritdoc/>
    public sealed override double Nanoseconds(VectorTarget target) => (double)Blocks * Size.Positions * target.VectorsPerBlock;

    /// <inheritdoc/>
    public sealed override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        using SourceWriter.Scope method = Method(writer, name, $"Gradients to {Factors} of {Text.Count(Blocks, "block")} of 16 channels.");
        using SourceWriter.Scope loop = writer.Block("for (int block = begin; block < end; block++)");
        using SourceWriter.Scope? lanes = CountedLoop.OpenLanes(writer, target, out string lane);
        ChannelReduction.Emit(
            writer,
            target,
            Size,
            lane,
            [("x", Input), ("dy", OutputGradient)],
            ["sum"],
            (_, row) => target.MultiplyAdd(Factor(target), "dyValue", row));
        writer.Line(target.Store("sum", $"{Text.At(Result, Text.Sum(("block", ValueLayout.BlockSize), (lane, 1)))}", 0));
    }

    /// <summary>f(x), of <c>xValue</c>.</summary>
    protected abstract string Factor(VectorTarget target);
}

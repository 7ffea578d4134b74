using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Elementwise;

/// <summary>Gradients to the slopes of a learned rectifier: Σ min(x, 0)·dy over all positions of all examples, for each channel.</summary>
internal sealed record PReluSlopeGradientKernel(int Blocks, Extent Size, Strides Input, Strides OutputGradient)
    : FactorGradientKernel(Blocks, Size, Input, OutputGradient)
{
    /// <inheritdoc/>
    public override string Name => "PReluSlopeGradient";

    /// <inheritdoc/>
    public override string Algorithm => "slope gradient";

    /// <inheritdoc/>
    protected override string Result => "slopeGradient";

    /// <inheritdoc/>
    protected override string Factors => "the slopes";

    /// <inheritdoc/>
    protected override string Factor(VectorTarget target) => target.Min($"{target.Type}.Zero", "xValue");
}

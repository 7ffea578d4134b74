using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>Gradients to factors of channels: Σ x·dy over all positions of all examples, for each channel.</summary>
internal sealed record ChannelScaleSumKernel(int Blocks, Extent Size, Strides Input, Strides OutputGradient)
    : FactorGradientKernel(Blocks, Size, Input, OutputGradient)
{
    /// <inheritdoc/>
    public override string Name => "ChannelScaleSum";

    /// <inheritdoc/>
    public override string Algorithm => "scale gradient";

    /// <inheritdoc/>
    protected override string Result => "scaleGradient";

    /// <inheritdoc/>
    protected override string Factors => "factors";

    /// <inheritdoc/>
    protected override string Factor(VectorTarget target) => "xValue";
}

using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class ThresholdedReluLowering : ActivationLowering<ThresholdedReluLayer>
{
    protected override Activation Activation(ThresholdedReluLayer layer) => new ThresholdedReluActivation(layer.Threshold);
}

using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class SoftShrinkLowering : ActivationLowering<SoftShrinkLayer>
{
    protected override Activation Activation(SoftShrinkLayer layer) => new ShrinkActivation(layer.Lambda, layer.Bias ?? layer.Lambda);
}

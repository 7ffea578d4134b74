using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class HardShrinkLowering : ActivationLowering<HardShrinkLayer>
{
    protected override Activation Activation(HardShrinkLayer layer) => new ShrinkActivation(layer.Lambda, Bias: 0);
}

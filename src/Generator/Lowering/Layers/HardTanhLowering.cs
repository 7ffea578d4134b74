using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class HardTanhLowering : ActivationLowering<HardTanhLayer>
{
    protected override Activation Activation(HardTanhLayer layer) => new ClampActivation(layer.Min, layer.Max);
}

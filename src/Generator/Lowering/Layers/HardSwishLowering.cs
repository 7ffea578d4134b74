using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class HardSwishLowering : ActivationLowering<HardSwishLayer>
{
    protected override Activation Activation(HardSwishLayer layer) => new HardSwishActivation();
}

using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class SoftsignLowering : ActivationLowering<SoftsignLayer>
{
    protected override Activation Activation(SoftsignLayer layer) => new SoftsignActivation();
}

using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class MishLowering : ActivationLowering<MishLayer>
{
    protected override Activation Activation(MishLayer layer) => FunctionActivation.Mish;
}

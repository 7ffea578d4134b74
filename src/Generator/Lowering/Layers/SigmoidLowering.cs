using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class SigmoidLowering : ActivationLowering<SigmoidLayer>
{
    protected override Activation Activation(SigmoidLayer layer) => new SigmoidActivation();
}

using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Lowering.Operations;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class SigmoidLowering : ActivationLowering<SigmoidLayer>
{
    protected override Activation Activation(SigmoidLayer layer) => new SigmoidActivation();
}

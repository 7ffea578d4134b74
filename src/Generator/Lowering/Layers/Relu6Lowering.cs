using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class Relu6Lowering : ActivationLowering<Relu6Layer>
{
    protected override Activation Activation(Relu6Layer layer) => new Relu6Activation();
}

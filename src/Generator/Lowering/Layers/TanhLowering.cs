using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Lowering.Operations;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class TanhLowering : ActivationLowering<TanhLayer>
{
    protected override Activation Activation(TanhLayer layer) => new TanhActivation();
}

using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class SoftplusLowering : ActivationLowering<SoftplusLayer>
{
    protected override Activation Activation(SoftplusLayer layer) => new SoftplusActivation(layer.Beta, layer.Threshold);
}

using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class HardSigmoidLowering : ActivationLowering<HardSigmoidLayer>
{
    protected override Activation Activation(HardSigmoidLayer layer) => new HardSigmoidActivation(layer.Alpha, layer.Beta);
}

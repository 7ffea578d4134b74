using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class Relu6Lowering : ActivationLowering<Relu6Layer>
{
    private const double Limit = 6;

    protected override Activation Activation(Relu6Layer layer) => new ClampActivation(0, Limit);
}

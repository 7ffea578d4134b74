using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class ReluLowering : ActivationLowering<ReluLayer>
{
    protected override Activation Activation(ReluLayer layer) => new ReluActivation();
}

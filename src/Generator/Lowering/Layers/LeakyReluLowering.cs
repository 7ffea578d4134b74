using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class LeakyReluLowering : ActivationLowering<LeakyReluLayer>
{
    protected override Activation Activation(LeakyReluLayer layer) => new LeakyReluActivation(layer.Slope);
}

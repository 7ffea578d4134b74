using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class SiluLowering : ActivationLowering<SiluLayer>
{
    protected override Activation Activation(SiluLayer layer) => new SiluActivation(layer.Alpha);
}

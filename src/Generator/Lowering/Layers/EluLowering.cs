using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class EluLowering : ActivationLowering<EluLayer>
{
    protected override Activation Activation(EluLayer layer) => new EluActivation(layer.Alpha);
}

using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class CeluLowering : ActivationLowering<CeluLayer>
{
    protected override Activation Activation(CeluLayer layer) => new EluActivation(layer.Alpha, Rate: 1 / layer.Alpha);
}

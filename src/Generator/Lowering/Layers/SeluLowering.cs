using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class SeluLowering : ActivationLowering<SeluLayer>
{
    protected override Activation Activation(SeluLayer layer) => new EluActivation(layer.Alpha, Scale: layer.Gamma);
}

using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class GeluLowering : ActivationLowering<GeluLayer>
{
    protected override Activation Activation(GeluLayer layer) =>
        layer.Approximate == GeluApproximation.Tanh ? FunctionActivation.GeluTanh : FunctionActivation.Gelu;
}

using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class TanhShrinkLowering : ActivationLowering<TanhShrinkLayer>
{
    protected override Activation Activation(TanhShrinkLayer layer) => FunctionActivation.TanhShrink;
}

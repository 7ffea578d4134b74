using ConvGen.Generator.Functions;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class TanhLowering : ActivationLowering<TanhLayer>
{
    protected override Activation Activation(TanhLayer layer) => new TanhActivation();
}

using ConvGen.Generator.Loops;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class LpPoolLowering : PoolLowering<LpPoolLayer>
{
    protected override PoolKind Kind(LpPoolLayer layer) => new LpPoolKind(layer.Power);
}

using ConvGen.Generator.Loops;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class MinPoolLowering : PoolLowering<MinPoolLayer>
{
    protected override PoolKind Kind(MinPoolLayer layer) => new MinPoolKind();
}

using ConvGen.Generator.Loops;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class GlobalMaxPoolLowering : PoolLowering<GlobalMaxPoolLayer>
{
    protected override PoolKind Kind(GlobalMaxPoolLayer layer) => new MaxPoolKind();
}

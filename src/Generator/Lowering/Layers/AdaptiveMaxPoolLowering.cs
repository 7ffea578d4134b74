using ConvGen.Generator.Loops;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class AdaptiveMaxPoolLowering : PoolLowering<AdaptiveMaxPoolLayer>
{
    protected override PoolKind Kind(AdaptiveMaxPoolLayer layer) => new MaxPoolKind();
}

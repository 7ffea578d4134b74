using ConvGen.Generator.Loops;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class MaxPoolLowering : PoolLowering<MaxPoolLayer>
{
    protected override PoolKind Kind(MaxPoolLayer layer) => new MaxPoolKind();
}

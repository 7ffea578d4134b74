using ConvGen.Generator.Loops;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class WeightedAvgPoolLowering : PoolLowering<WeightedAvgPoolLayer>
{
    protected override PoolKind Kind(WeightedAvgPoolLayer layer) => new GaussianPoolKind(layer.Sigma);
}

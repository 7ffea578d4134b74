using ConvGen.Generator.Loops;

namespace ConvGen.Generator.Lowering.Layers.Pooling;

internal sealed class AvgPoolLowering : PoolLowering<AvgPoolLayer>
{
    protected override PoolKind Kind(AvgPoolLayer layer) => new AveragePoolKind(layer.CountPadding);
}

internal sealed class MaxPoolLowering : PoolLowering<MaxPoolLayer>
{
    protected override PoolKind Kind(MaxPoolLayer layer) => new MaxPoolKind();
}

internal sealed class MinPoolLowering : PoolLowering<MinPoolLayer>
{
    protected override PoolKind Kind(MinPoolLayer layer) => new MinPoolKind();
}

internal sealed class LpPoolLowering : PoolLowering<LpPoolLayer>
{
    protected override PoolKind Kind(LpPoolLayer layer) => new LpPoolKind(layer.Power);
}

internal sealed class WeightedAvgPoolLowering : PoolLowering<WeightedAvgPoolLayer>
{
    protected override PoolKind Kind(WeightedAvgPoolLayer layer) => new GaussianPoolKind(layer.Sigma);
}

internal sealed class GlobalAvgPoolLowering : PoolLowering<GlobalAvgPoolLayer>
{
    protected override PoolKind Kind(GlobalAvgPoolLayer layer) => new AveragePoolKind(CountPadding: true);
}

internal sealed class GlobalMaxPoolLowering : PoolLowering<GlobalMaxPoolLayer>
{
    protected override PoolKind Kind(GlobalMaxPoolLayer layer) => new MaxPoolKind();
}

internal sealed class AdaptiveAvgPoolLowering : PoolLowering<AdaptiveAvgPoolLayer>
{
    protected override PoolKind Kind(AdaptiveAvgPoolLayer layer) => new AveragePoolKind(CountPadding: true);
}

internal sealed class AdaptiveMaxPoolLowering : PoolLowering<AdaptiveMaxPoolLayer>
{
    protected override PoolKind Kind(AdaptiveMaxPoolLayer layer) => new MaxPoolKind();
}

using ConvGen.Generator.Loops;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class AdaptiveAvgPoolLowering : PoolLowering<AdaptiveAvgPoolLayer>
{
    protected override PoolKind Kind(AdaptiveAvgPoolLayer layer) => new AveragePoolKind(CountPadding: true);
}

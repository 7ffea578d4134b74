using ConvGen.Generator.Loops;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class GlobalAvgPoolLowering : PoolLowering<GlobalAvgPoolLayer>
{
    protected override PoolKind Kind(GlobalAvgPoolLayer layer) => new AveragePoolKind(CountPadding: true);
}

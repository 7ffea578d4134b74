using ConvGen.Generator.Kernels.Pooling;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class GlobalAvgPoolLowering : PoolLowering<GlobalAvgPoolLayer>
{
    protected override PoolKind Kind(GlobalAvgPoolLayer layer) => new AveragePoolKind(CountPadding: true);
}

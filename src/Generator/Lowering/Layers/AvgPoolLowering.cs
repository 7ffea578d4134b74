using ConvGen.Generator.Kernels.Pooling;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class AvgPoolLowering : PoolLowering<AvgPoolLayer>
{
    protected override PoolKind Kind(AvgPoolLayer layer) => new AveragePoolKind(layer.CountPadding);
}

using ConvGen.Generator.Loops;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class AvgPoolLowering : PoolLowering<AvgPoolLayer>
{
    protected override PoolKind Kind(AvgPoolLayer layer) => new AveragePoolKind(layer.CountPadding);
}

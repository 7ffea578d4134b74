using ConvGen.Generator.Kernels.Pooling;
using ConvGen.Generator.Lowering.Operations;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class GlobalAvgPoolLowering : PoolLowering<GlobalAvgPoolLayer>
{
    protected override PoolKind Kind(GlobalAvgPoolLayer layer) => new AveragePoolKind(CountPadding: true);

    // One window that covers the map.
    protected override PoolWindow Window(Node node, ProgramBuilder builder)
    {
        Planning.Extent size = Planning.Extent.Of(builder.ShapeOf(node));
        static PoolAxis Whole(int extent) => new(extent, 1, extent, 1, 1, 0, 0);
        return new PoolWindow(Whole(size.Depth), Whole(size.Height), Whole(size.Width));
    }
}

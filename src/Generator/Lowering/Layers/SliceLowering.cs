using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class SliceLowering : ChannelRangeLowering<SliceLayer>
{
    protected override int First(Node node, SliceLayer layer) => layer.Start;
}

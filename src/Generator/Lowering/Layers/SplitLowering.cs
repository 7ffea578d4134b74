using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class SplitLowering : ChannelRangeLowering<SplitLayer>
{
    protected override int First(Node node, SplitLayer layer) => layer.Part * node.Shape.Channels;
}

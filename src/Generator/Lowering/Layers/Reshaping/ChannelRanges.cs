namespace ConvGen.Generator.Lowering.Layers.Reshaping;

internal sealed class SliceLowering : ChannelRangeLowering<SliceLayer>
{
    protected override int First(Node node, SliceLayer layer) => layer.Start;
}

internal sealed class SplitLowering : ChannelRangeLowering<SplitLayer>
{
    protected override int First(Node node, SplitLayer layer) => layer.Part * node.Shape.Channels;
}

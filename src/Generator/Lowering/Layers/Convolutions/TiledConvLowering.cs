using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Convolutions;

internal sealed class TiledConvLowering : ConvolutionLowering<TiledConvLayer>
{
    protected override ConvolutionDefinition Define(Node node, TiledConvLayer layer, Value input) =>
        new(new ChannelGroups(input.Channels, layer.Filters, Groups: 1), node.Axes, Weights(node)) { Tiles = layer.Tiles };
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Convolutions;

internal sealed class DepthwiseConvLowering : ConvolutionLowering<DepthwiseConvLayer>
{
    protected override ConvolutionDefinition Define(Node node, DepthwiseConvLayer layer, Value input) =>
        new(new ChannelGroups(input.Channels, input.Channels * layer.Multiplier, input.Channels), node.Axes, Weights(node));

    protected override PadMode PadMode(DepthwiseConvLayer layer) => layer.PadMode;
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Convolutions;

internal sealed class ConvLowering : ConvolutionLowering<ConvLayer>
{
    protected override ConvolutionDefinition Define(Node node, ConvLayer layer, Value input) =>
        new(new ChannelGroups(input.Channels, layer.Filters, layer.Groups), node.Axes, Weights(node)) { IsFlipped = layer.Flip };

    protected override ConvolutionAlgorithm Algorithm(ConvLayer layer) => layer.Algorithm;

    protected override PadMode PadMode(ConvLayer layer) => layer.PadMode;
}

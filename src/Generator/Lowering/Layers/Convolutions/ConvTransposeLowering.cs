using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Convolutions;

internal sealed class ConvTransposeLowering : ConvolutionLowering<ConvTransposeLayer>
{
    protected override bool IsAdjoint => true;

    // The convolution whose adjoint the layer is reads the filters and yields the channels.
    protected override ConvolutionDefinition Define(Node node, ConvTransposeLayer layer, Value input) =>
        new(new ChannelGroups(layer.Filters, input.Channels, layer.Groups), node.Axes, Weights(node));
}

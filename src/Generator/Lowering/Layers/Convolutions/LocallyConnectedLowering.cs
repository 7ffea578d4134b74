using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Convolutions;

internal sealed class LocallyConnectedLowering : ConvolutionLowering<LocallyConnectedLayer>
{
    protected override ConvolutionDefinition Define(Node node, LocallyConnectedLayer layer, Value input) =>
        new(new ChannelGroups(input.Channels, layer.Filters, Groups: 1), node.Axes, Weights(node)) { IsLocal = true };

    // The weights are different at every position, so that there is nothing to transform once for many.
    protected override ConvolutionAlgorithm Algorithm(LocallyConnectedLayer layer) => ConvolutionAlgorithm.Direct;
}

using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class ConvLowering : ConvolutionLowering<ConvLayer>
{
    protected override bool IsAdjoint => false;

    protected override ChannelGroups Channels(ConvLayer layer, Value input) => new(input.Channels, layer.Filters, layer.Groups);

    protected override ConvolutionAlgorithm Algorithm(ConvLayer layer) => layer.Algorithm;
}

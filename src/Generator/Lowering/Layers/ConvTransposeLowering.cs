using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class ConvTransposeLowering : ConvolutionLowering<ConvTransposeLayer>
{
    protected override bool IsAdjoint => true;

    // The convolution whose adjoint the layer is reads the filters and yields the channels.
    protected override ChannelGroups Channels(ConvTransposeLayer layer, Value input) => new(layer.Filters, input.Channels, layer.Groups);
}

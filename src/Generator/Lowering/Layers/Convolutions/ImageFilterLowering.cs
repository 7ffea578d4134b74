using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Convolutions;

internal sealed class ImageFilterLowering : ConvolutionLowering<ImageFilterLayer>
{
    protected override ConvolutionDefinition Define(Node node, ImageFilterLayer layer, Value input) =>
        new(new ChannelGroups(input.Channels, input.Channels, input.Channels), node.Axes, new FixedWeights(layer.Taps!.Value))
        {
            SharesTaps = true,
        };

    protected override PadMode PadMode(ImageFilterLayer layer) => layer.PadMode;
}

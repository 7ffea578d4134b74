using ConvGen.Generator.Geometry;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class CropLowering : ResamplingLowering<CropLayer>
{
    // Padding by less than nothing.
    protected override AxisMaps Maps(Node node, CropLayer layer, FeatureShape input) => AxisMaps.Pad(node.Axes, PadMode.Zeros);
}

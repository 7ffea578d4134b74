using ConvGen.Generator.Geometry;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class PadLowering : ResamplingLowering<PadLayer>
{
    protected override AxisMaps Maps(Node node, PadLayer layer, FeatureShape input) => AxisMaps.Pad(node.Axes, layer.Mode);

    protected override double Fill(PadLayer layer) => layer.Value;
}

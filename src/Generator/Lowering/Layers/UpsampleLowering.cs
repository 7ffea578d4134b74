using ConvGen.Generator.Geometry;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class UpsampleLowering : ResamplingLowering<UpsampleLayer>
{
    protected override AxisMaps Maps(Node node, UpsampleLayer layer, FeatureShape input) =>
        AxisMaps.Of([.. layer.Along(input).Select(axis => Interpolation.Map(layer, axis))]);
}

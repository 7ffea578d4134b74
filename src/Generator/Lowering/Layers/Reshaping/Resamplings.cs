using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Lowering.Layers.Reshaping;

internal sealed class PadLowering : ResamplingLowering<PadLayer>
{
    protected override AxisMaps Maps(Node node, PadLayer layer, FeatureShape input) => AxisMaps.Pad(node.Axes, layer.Mode);

    protected override double Fill(PadLayer layer) => layer.Value;
}

internal sealed class CropLowering : ResamplingLowering<CropLayer>
{
    // Padding by less than nothing.
    protected override AxisMaps Maps(Node node, CropLayer layer, FeatureShape input) => AxisMaps.Pad(node.Axes, PadMode.Constant);
}

internal sealed class UpsampleLowering : ResamplingLowering<UpsampleLayer>
{
    protected override AxisMaps Maps(Node node, UpsampleLayer layer, FeatureShape input) =>
        AxisMaps.Of([.. layer.Along(input).Select(axis => Interpolation.Map(layer, axis))]);
}

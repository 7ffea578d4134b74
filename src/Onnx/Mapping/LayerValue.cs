using ConvGen.Model.Shapes;

namespace ConvGen.Onnx.Mapping;

/// <summary>The value of a layer of the network that is being made.</summary>
/// <param name="Layer">The layer's place.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record LayerValue(int Layer, FeatureShape Shape)
{
    /// <summary>Channels and spatial sizes.</summary>
    public int[] Dimensions => [Shape.Channels, .. Shape.Spatial];
}

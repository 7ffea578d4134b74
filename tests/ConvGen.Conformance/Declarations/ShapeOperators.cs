namespace ConvGen.Conformance.Declarations;

/// <summary>Changes of shape of both vocabularies.</summary>
internal static class ShapeOperators
{
    public static OperatorFamily Family { get; } = new()
    {
        Onnx = new()
        {
            ["Flatten"] = call => CommonLayers.Flatten(call, call.Attributes.Int("axis", 1)),
            ["Pad"] = PadOperators.Onnx,
            ["Reshape"] = OnnxShapeOperators.Reshape,
            ["Squeeze"] = OnnxShapeOperators.Squeeze,
            ["Unsqueeze"] = OnnxShapeOperators.Unsqueeze,
        },
        Gradients = new()
        {
            ["Flatten"] = call => CommonLayers.Flatten(call, call.Attributes.Int("start_dim")),
            ["Pad"] = PadOperators.Gradients,
        },
    };
}

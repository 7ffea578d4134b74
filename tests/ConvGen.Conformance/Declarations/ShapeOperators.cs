namespace ConvGen.Conformance.Declarations;

/// <summary>Changes of shape of both vocabularies.</summary>
internal static class ShapeOperators
{
    public static OperatorFamily Family { get; } = new()
    {
        Onnx = new()
        {
            ["DepthToSpace"] = ChannelOperators.DepthToSpace,
            ["Flatten"] = call => CommonLayers.Flatten(call, call.Attributes.Int("axis", 1)),
            ["Pad"] = PadOperators.Onnx,
            ["Reshape"] = OnnxShapeOperators.Reshape,
            ["Resize"] = ResizeOperators.Resize,
            ["SpaceToDepth"] = ChannelOperators.SpaceToDepth,
            ["Squeeze"] = OnnxShapeOperators.Squeeze,
            ["Transpose"] = TransposeOperator.Declare,
            ["Unsqueeze"] = OnnxShapeOperators.Unsqueeze,
            ["Upsample"] = ResizeOperators.OnnxUpsample,
        },
        Gradients = new()
        {
            ["Crop"] = ChannelOperators.Crop,
            ["Flatten"] = call => CommonLayers.Flatten(call, call.Attributes.Int("start_dim")),
            ["Pad"] = PadOperators.Gradients,
            ["PixelShuffle"] = ChannelOperators.PixelShuffle,
            ["Upsample"] = ResizeOperators.Upsample,
        },
    };
}

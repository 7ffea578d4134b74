namespace ConvGen.Conformance.Declarations;

/// <summary>Activations of both vocabularies.</summary>
internal static class ActivationOperators
{
    public static OperatorFamily Family { get; } = new()
    {
        Onnx = new()
        {
            ["Clip"] = Clip,
            ["LeakyRelu"] = call => CommonLayers.LeakyRelu(call, call.Attributes.Real("alpha", 0.01)),
            ["Relu"] = CommonLayers.Plain("Relu"),
            ["Sigmoid"] = CommonLayers.Plain("Sigmoid"),
            ["Softmax"] = OnnxSoftmax,
            ["Tanh"] = CommonLayers.Plain("Tanh"),
        },
        Gradients = new()
        {
            ["LeakyReLU"] = call => CommonLayers.LeakyRelu(call, call.Attributes.Real("slope")),
            ["ReLU"] = CommonLayers.Plain("Relu"),
            ["ReLU6"] = CommonLayers.Plain("Relu6"),
            ["Sigmoid"] = CommonLayers.Plain("Sigmoid"),
            ["Softmax"] = call => CommonLayers.Softmax(call, call.Attributes.Int("dim")),
            ["Tanh"] = CommonLayers.Plain("Tanh"),
        },
    };

    private static Value Clip(OperatorCall call)
    {
        double least = call.OptionalConstant(1)?.Floats[0] ?? call.Attributes.Real("min", double.NegativeInfinity);
        double most = call.OptionalConstant(2)?.Floats[0] ?? call.Attributes.Real("max", double.PositiveInfinity);
        return (least, most) == (0, 6) ? call.Layer(new LayerText("Relu6")) : throw call.Unsupported("to other limits than 0 and 6");
    }

    private static Value OnnxSoftmax(OperatorCall call)
    {
        const int FirstOverOneAxis = 13;
        if (call.Opset >= FirstOverOneAxis)
            return CommonLayers.Softmax(call, call.Attributes.Int("axis", -1));

        // Before, everything from the axis on was one vector.
        Value source = call.Data(0);
        int axis = CommonLayers.Axis(call.Attributes.Int("axis", 1), source.Rank);
        if (source.View is { } view)
            source = Value.Of(view.WithShape(InputView.Product(view.Shape.AsSpan(0, axis)), InputView.Product(view.Shape.AsSpan(axis))));
        else if (axis != 1 || source.Rank != 2 || source.Relabelled)
            throw call.Unsupported($"over all axes from {axis} of {source.Rank}");
        return call.Layer(new LayerText("Softmax"), source);
    }
}

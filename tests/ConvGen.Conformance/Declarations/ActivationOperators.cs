using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>Activations of both vocabularies.</summary>
internal static class ActivationOperators
{
    public static OperatorFamily Family { get; } = new()
    {
        Onnx = new()
        {
            ["Abs"] = CommonLayers.Plain("Abs"),
            ["Celu"] = call => With(call, "Celu", Number(call, "alpha", 1)),
            ["Clip"] = Clip,
            ["Cos"] = CommonLayers.Plain("Cos"),
            ["Elu"] = call => With(call, "Elu", Number(call, "alpha", 1)),
            ["Erf"] = CommonLayers.Plain("Erf"),
            ["Exp"] = CommonLayers.Plain("Exp"),
            ["Floor"] = CommonLayers.Plain("Floor"),
            ["Gelu"] = Gelu,
            ["HardSigmoid"] = call => call.Layer(
                new LayerText("HardSigmoid").Property("Alpha", Number(call, "alpha", 0.2)).Property("Beta", Number(call, "beta", 0.5))),
            ["HardSwish"] = CommonLayers.Plain("HardSwish"),
            ["LeakyRelu"] = call => CommonLayers.LeakyRelu(call, call.Attributes.Real("alpha", 0.01)),
            ["Log"] = CommonLayers.Plain("Log"),
            ["LogSoftmax"] = call => OnnxSoftmax(call, "LogSoftmax"),
            ["Mish"] = CommonLayers.Plain("Mish"),
            ["Neg"] = CommonLayers.Plain("Neg"),
            ["Pow"] = Pow,
            ["PRelu"] = call => PRelu(call, call.Constant(1), slopesFollowChannels: call.Opset < 7),
            ["Reciprocal"] = CommonLayers.Plain("Reciprocal"),
            ["Relu"] = CommonLayers.Plain("Relu"),
            ["Selu"] = Selu,
            ["Shrink"] = Shrink,
            ["Sigmoid"] = CommonLayers.Plain("Sigmoid"),
            ["Softmax"] = call => OnnxSoftmax(call, "Softmax"),
            ["Sin"] = CommonLayers.Plain("Sin"),
            ["Softplus"] = CommonLayers.Plain("Softplus"),
            ["Softsign"] = CommonLayers.Plain("Softsign"),
            ["Sqrt"] = CommonLayers.Plain("Sqrt"),
            ["Swish"] = call => call.Layer(new LayerText("Silu").Property("Alpha", Number(call, "alpha", 1))),
            ["Tanh"] = CommonLayers.Plain("Tanh"),
            ["ThresholdedRelu"] = call => With(call, "ThresholdedRelu", Number(call, "alpha", 1)),
        },
        Gradients = new()
        {
            ["CELU"] = call => With(call, "Celu", Number(call, "alpha")),
            ["ELU"] = call => With(call, "Elu", Number(call, "alpha")),
            ["GELU"] = Gelu,
            ["HardShrink"] = call => With(call, "HardShrink", Number(call, "lambda")),
            ["HardSigmoid"] = CommonLayers.Plain("HardSigmoid"),
            ["HardSwish"] = CommonLayers.Plain("HardSwish"),
            ["HardTanh"] = call => With(call, "HardTanh", Number(call, "min"), Number(call, "max")),
            ["LeakyReLU"] = call => CommonLayers.LeakyRelu(call, call.Attributes.Real("slope")),
            ["LogSigmoid"] = CommonLayers.Plain("LogSigmoid"),
            ["LogSoftmax"] = call => CommonLayers.Softmax(call, "LogSoftmax", call.Attributes.Int("dim")),
            ["Mish"] = CommonLayers.Plain("Mish"),
            ["PReLU"] = call => PRelu(call, call.Tensor("weight")!, slopesFollowChannels: true),
            ["ReLU"] = CommonLayers.Plain("Relu"),
            ["ReLU6"] = CommonLayers.Plain("Relu6"),
            ["SELU"] = CommonLayers.Plain("Selu"),
            ["Sigmoid"] = CommonLayers.Plain("Sigmoid"),
            ["SiLU"] = CommonLayers.Plain("Silu"),
            ["Softmax"] = call => CommonLayers.Softmax(call, "Softmax", call.Attributes.Int("dim")),
            ["Softplus"] = call => call.Layer(
                new LayerText("Softplus").Property("Beta", Number(call, "beta", 1)).Property("Threshold", Number(call, "threshold", 20))),
            ["SoftShrink"] = call => With(call, "SoftShrink", Number(call, "lambda")),
            ["Softsign"] = CommonLayers.Plain("Softsign"),
            ["Tanh"] = CommonLayers.Plain("Tanh"),
            ["TanhShrink"] = CommonLayers.Plain("TanhShrink"),
            ["ThresholdedReLU"] = call => With(call, "ThresholdedRelu", Number(call, "threshold")),
        },
    };

    private static Value With(OperatorCall call, string kind, params string[] arguments)
    {
        LayerText layer = new(kind);
        foreach (string argument in arguments)
            layer.Argument(argument);
        return call.Layer(layer);
    }

    private static string Number(OperatorCall call, string attribute, double otherwise = 0) => LayerText.Number(call.Attributes.Real(attribute, otherwise));

    private static Value Clip(OperatorCall call)
    {
        double least = call.OptionalConstant(1)?.Floats[0] ?? call.Attributes.Real("min", double.NegativeInfinity);
        double most = call.OptionalConstant(2)?.Floats[0] ?? call.Attributes.Real("max", double.PositiveInfinity);

        // ONNX: where the limits are crossed every result is the upper one.
        return With(call, "HardTanh", LayerText.Number(Math.Min(least, most)), LayerText.Number(most));
    }

    private static Value Gelu(OperatorCall call) => call.Attributes.Text("approximate", "none") == "tanh"
        ? call.Layer(new LayerText("Gelu").Property("Approximate", "GeluApproximation.Tanh"))
        : call.Layer(new LayerText("Gelu"));

    /// <summary>A power with one constant exponent; with another map as exponent e^(y·ln x), which is right where x is positive.</summary>
    private static Value Pow(OperatorCall call)
    {
        if (!call.IsData(1) && call.Constant(1) is { Length: 1 } exponent)
            return With(call, "Pow", LayerText.Number(exponent.Floats[0]));
        Value logarithm = call.Named($"{call.Name}_log").Layer(new LayerText("Log"));
        Value product = call.Network.Join(new LayerText("Multiply"), $"{call.Name}_product", [logarithm, call.Data(1)]);
        return call.Layer(new LayerText("Exp"), product);
    }

    private static Value Selu(OperatorCall call) => call.Layer(new LayerText("Selu")
        .Property("Alpha", Number(call, "alpha", 1.67326319217681884765625))
        .Property("Gamma", Number(call, "gamma", 1.05070102214813232421875)));

    private static Value Shrink(OperatorCall call)
    {
        double lambda = call.Attributes.Real("lambd", 0.5);
        if (lambda < 0)
            throw call.Unsupported("with a negative threshold");
        return call.Layer(new LayerText("SoftShrink").Argument(LayerText.Number(lambda)).Property("Bias", Number(call, "bias")));
    }

    /// <summary>
    /// Slopes for neighbouring axes. Over an input these can be any: they count as the channels, the axes before them as examples, those after
    /// them as positions.
    /// </summary>
    private static Value PRelu(OperatorCall call, Tensor slopes, bool slopesFollowChannels)
    {
        Value source = call.Data(0);
        call.Set("weight", slopes);
        LayerText layer = new("PRelu");
        if (slopes.Length == 1)
            return call.Layer(layer, source);

        layer.Property("PerChannel", "true");
        int[] own = slopesFollowChannels && slopes.Shape.Length == 1 ? [1, (int)slopes.Length, .. Enumerable.Repeat(1, source.Rank - 2)]
            : [.. Enumerable.Repeat(1, source.Rank - slopes.Shape.Length), .. slopes.Shape];
        int first = Array.FindIndex(own, size => size > 1), last = Array.FindLastIndex(own, size => size > 1);
        if (source.View is not { } view)
            return first == 1 && last == 1 && !source.Relabelled ? call.Layer(layer, source) : throw call.Unsupported("with slopes for other axes than the channels");

        if (!own[first..(last + 1)].SequenceEqual(view.Shape[first..(last + 1)]))
            throw call.Unsupported("with slopes for axes that are no neighbours");
        ReadOnlySpan<int> shape = view.Shape;
        return call.Layer(layer, Value.Of(view.WithShape(
            InputView.Product(shape[..first]), InputView.Product(shape[first..(last + 1)]), InputView.Product(shape[(last + 1)..]))));
    }

    private static Value OnnxSoftmax(OperatorCall call, string kind)
    {
        const int FirstOverOneAxis = 13;
        if (call.Opset >= FirstOverOneAxis)
            return CommonLayers.Softmax(call, kind, call.Attributes.Int("axis", -1));

        // Before, everything from the axis on was one vector.
        Value source = call.Data(0);
        int axis = CommonLayers.Axis(call.Attributes.Int("axis", 1), source.Rank);
        if (source.View is { } view)
            source = Value.Of(view.WithShape(InputView.Product(view.Shape.AsSpan(0, axis)), InputView.Product(view.Shape.AsSpan(axis))));
        else if (axis != 1 || source.Rank != 2 || source.Relabelled)
            throw call.Unsupported($"over all axes from {axis} of {source.Rank}");
        return call.Layer(new LayerText(kind), source);
    }
}

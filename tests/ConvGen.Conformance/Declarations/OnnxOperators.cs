using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>ONNX operators and how each is declared. A new layer is one more entry.</summary>
internal static class OnnxOperators
{
    public static IReadOnlyDictionary<string, Func<OperatorCall, Value>> Table { get; } = new Dictionary<string, Func<OperatorCall, Value>>
    {
        ["Add"] = CommonLayers.Add,
        ["AveragePool"] = AveragePool,
        ["BatchNormalization"] = BatchNormalization,
        ["Clip"] = Clip,
        ["Concat"] = call => CommonLayers.Concat(call, call.Attributes.Int("axis", 1)),
        ["Conv"] = Conv,
        ["ConvTranspose"] = ConvTranspose,
        ["Dropout"] = Dropout,
        ["Flatten"] = call => CommonLayers.Flatten(call, call.Attributes.Int("axis", 1)),
        ["Gemm"] = OnnxMatrixOperators.Gemm,
        ["GlobalAveragePool"] = call => call.Layer(new LayerText("GlobalAvgPool"), call.Map(0)),
        ["Identity"] = call => call.Data(0),
        ["LeakyRelu"] = call => CommonLayers.LeakyRelu(call, call.Attributes.Real("alpha", 0.01)),
        ["MatMul"] = OnnxMatrixOperators.MatMul,
        ["MaxPool"] = MaxPool,
        ["Relu"] = CommonLayers.Plain("Relu"),
        ["Reshape"] = OnnxShapeOperators.Reshape,
        ["Sigmoid"] = CommonLayers.Plain("Sigmoid"),
        ["Softmax"] = Softmax,
        ["Squeeze"] = OnnxShapeOperators.Squeeze,
        ["Sum"] = Sum,
        ["Tanh"] = CommonLayers.Plain("Tanh"),
        ["Unsqueeze"] = OnnxShapeOperators.Unsqueeze,
    };

    private static Value Conv(OperatorCall call)
    {
        Tensor weight = call.Constant(1);
        return CommonLayers.Convolution(
            call, Window(call, weight.Shape[2..]), call.Attributes.Int("group", 1), weight, call.OptionalConstant(2));
    }

    private static Value ConvTranspose(OperatorCall call)
    {
        if (call.Attributes.Has("output_shape"))
            throw call.Unsupported("with the output's shape instead of a padding");
        Tensor weight = call.Constant(1);
        Window window = Window(call, weight.Shape[2..]);
        int[] outputPadding = call.Attributes.Ints("output_padding") ?? new int[window.Kernel.Length];
        return CommonLayers.TransposedConvolution(
            call, window, outputPadding, call.Attributes.Int("group", 1), weight, call.OptionalConstant(2));
    }

    private static Value Clip(OperatorCall call)
    {
        double least = call.OptionalConstant(1)?.Floats[0] ?? call.Attributes.Real("min", double.NegativeInfinity);
        double most = call.OptionalConstant(2)?.Floats[0] ?? call.Attributes.Real("max", double.PositiveInfinity);
        return (least, most) == (0, 6) ? call.Layer(new LayerText("Relu6")) : throw call.Unsupported("to other limits than 0 and 6");
    }

    private static Value MaxPool(OperatorCall call)
    {
        if (call.HasOutput(1))
            throw call.Unsupported("with the indices of the maxima");
        return CommonLayers.Pooling(call, "MaxPool", PoolingWindow(call));
    }

    private static Value AveragePool(OperatorCall call) =>
        CommonLayers.Pooling(call, "AvgPool", PoolingWindow(call), call.Attributes.Flag("count_include_pad"));

    private static Value BatchNormalization(OperatorCall call)
    {
        // Training: ONNX keeps the population's variance in its running statistics, PyTorch (and this library) the unbiased one.
        if (call.Attributes.Flag("training_mode") || (call.Opset < 7 && !call.Attributes.Flag("is_test")))
            throw call.Unsupported("in training with the biased running variance");
        if (call.Attributes.Int("spatial", 1) == 0)
            throw call.Unsupported("per position");
        return CommonLayers.BatchNorm(
            call, call.Attributes.Real("epsilon", 1e-5), null, false, call.Constant(1), call.Constant(2), call.Constant(3), call.Constant(4));
    }

    private static Value Dropout(OperatorCall call)
    {
        if (call.HasOutput(1))
            throw call.Unsupported("with its mask as output");
        double ratio = call.OptionalConstant(1)?.Floats[0] ?? call.Attributes.Real("ratio", 0.5);
        bool training = call.OptionalConstant(2)?.Integers[0] is > 0;
        if (training && ratio > 0)
            throw call.Unsupported("in training with NumPy's random mask");
        return call.Layer(new LayerText("Dropout").Argument(LayerText.Number(ratio)));
    }

    private static Value Softmax(OperatorCall call)
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

    // The sum of one input is that input; Flatten of it is a layer that keeps every value.
    private static Value Sum(OperatorCall call) =>
        call.InputCount == 1 ? call.Layer(new LayerText("Flatten"), rank: 2) : CommonLayers.Add(call);

    private static Window PoolingWindow(OperatorCall call) => Window(call, call.Attributes.Ints("kernel_shape")!);

    private static Window Window(OperatorCall call, int[] kernel)
    {
        int axes = kernel.Length;
        Window window = new(kernel) { Ceiling = call.Attributes.Flag("ceil_mode") };
        if (call.Attributes.Ints("strides") is { } strides)
            window = window with { Stride = strides };
        if (call.Attributes.Ints("dilations") is { } dilations)
            window = window with { Dilation = dilations };
        switch (call.Attributes.Text("auto_pad", "NOTSET"))
        {
            case "SAME_UPPER":
                return window with { Padding = "Same" };
            case "SAME_LOWER":
                return window with { Padding = "SameLower" };
            case "VALID":
                return window with { Padding = "Valid" };
            default:
                return call.Attributes.Ints("pads") is { } pads
                    ? window with { PadBegin = pads[..axes], PadEnd = pads[axes..] }
                    : window;
        }
    }
}

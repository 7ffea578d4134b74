using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>Poolings of both vocabularies.</summary>
internal static class PoolingOperators
{
    public static OperatorFamily Family { get; } = new()
    {
        Onnx = new()
        {
            ["AveragePool"] = call => CommonLayers.Pooling(call, "AvgPool", OnnxWindow(call), call.Attributes.Flag("count_include_pad")),
            ["GlobalAveragePool"] = call => call.Layer(new LayerText("GlobalAvgPool"), call.Map(0)),
            ["GlobalMaxPool"] = call => call.Layer(new LayerText("GlobalMaxPool"), call.Map(0)),
            ["LpPool"] = call => Norm(call, OnnxWindow(call)),
            ["MaxPool"] = MaxPool,
            ["MaxUnpool"] = call => throw call.Unsupported("of indices that are an input"),
            ["ReduceMean"] = call => Reduce(call, Mean),
            ["ReduceSum"] = call => Reduce(call, Sum),
        },
        Gradients = new()
        {
            ["AdaptiveAvgPool"] = call => Adaptive(call, "AdaptiveAvgPool"),
            ["AdaptiveMaxPool"] = call => Adaptive(call, "AdaptiveMaxPool"),
            ["AvgPool"] = call => CommonLayers.Pooling(call, "AvgPool", WindowReader.OfGradients(call), call.Attributes.Flag("count_include_pad")),
            ["LpPool"] = call => Norm(call, WindowReader.OfGradients(call)),
            ["MaxPool"] = call => CommonLayers.Pooling(call, "MaxPool", WindowReader.OfGradients(call)),
        },
    };

    private static Window OnnxWindow(OperatorCall call) => WindowReader.OfOnnx(call, call.Attributes.Ints("kernel_shape")!);

    private static Value MaxPool(OperatorCall call) => call.HasOutput(1)
        ? throw call.Unsupported("with the indices of the maxima")
        : CommonLayers.Pooling(call, "MaxPool", OnnxWindow(call));

    private static Value Norm(OperatorCall call, Window window) =>
        call.Layer(window.AddTo(new LayerText("LpPool")).Property("Power", LayerText.Number(call.Attributes.Real("p", 2))), call.Map(0));

    private static Value Adaptive(OperatorCall call, string kind)
    {
        LayerText layer = new(kind);
        foreach (int size in call.Attributes.Ints("output")!)
            layer.Argument(LayerText.Number(size));
        return call.Layer(layer, call.Map(0));
    }

    /// <summary>A reduction over spatial axes: a window that spans them and is one position wide along the others.</summary>
    private static Value Reduce(OperatorCall call, Func<OperatorCall, Value, int[], Value> reduce)
    {
        int[] axes = call.HasInput(1) ? [.. call.Constant(1).Integers.Select(axis => (int)axis)] : call.Attributes.Ints("axes") ?? [];
        if (axes.Length == 0)
            throw call.Unsupported("over all axes or none");
        Value source = call.Map(0);
        HashSet<int> reduced = [.. axes.Select(axis => CommonLayers.Axis(axis, source.Rank))];
        if (reduced.Any(axis => axis < 2))
            throw call.Unsupported("over examples or channels");
        int[]? spans = source.View is { } view ? [.. view.Shape[2..].Select((size, axis) => reduced.Contains(axis + 2) ? size : 1)] : null;
        Value result = reduced.Count == source.Rank - 2 && reduce == Mean
            ? call.Layer(new LayerText("GlobalAvgPool"), source)
            : reduce(call, source, spans ?? throw call.Unsupported("of a layer's map, whose size is not known here"));
        return call.Attributes.Int("keepdims", 1) == 1 ? result : result with { Rank = source.Rank - reduced.Count, Relabelled = true };
    }

    private static Value Mean(OperatorCall call, Value source, int[] spans) => call.Layer(new Window(spans).AddTo(new LayerText("AvgPool")), source);

    // A depthwise convolution of ones.
    private static Value Sum(OperatorCall call, Value source, int[] spans)
    {
        int channels = source.View!.Shape[1];
        LayerText layer = new Window(spans).AddTo(new LayerText("Conv").Argument(LayerText.Number(channels)))
            .Property("Groups", LayerText.Number(channels)).Property("Bias", "BiasKind.None");
        float[] ones = new float[channels * InputView.Product(spans)];
        Array.Fill(ones, 1);
        call.Set("weight", ones);
        return call.Layer(layer, source);
    }
}

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
            ["ReduceL1"] = Reduce("L1"),
            ["ReduceL2"] = Reduce("L2"),
            ["ReduceLogSumExp"] = Reduce("LogSumExp"),
            ["ReduceMax"] = Reduce("Max"),
            ["ReduceMean"] = Reduce("Mean"),
            ["ReduceMin"] = Reduce("Min"),
            ["ReduceSum"] = Reduce("Sum"),
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

    private static Func<OperatorCall, Value> Reduce(string kind) => call =>
    {
        int[] axes = call.HasInput(1) ? [.. call.Constant(1).Integers.Select(axis => (int)axis)] : call.Attributes.Ints("axes") ?? [];
        if (axes.Length == 0)
            throw call.Unsupported("over all axes or none");
        Value source = call.Map(0);
        int[] reduced = [.. axes.Select(axis => CommonLayers.Axis(axis, source.Rank)).Distinct()];
        if (reduced.Contains(0))
            throw call.Unsupported("over examples");
        LayerText layer = new LayerText("Reduce").Argument($"ReductionKind.{kind}");
        foreach (int axis in reduced)
            layer.Argument(LayerText.Number(axis - 1));
        Value result = call.Layer(layer, source);
        return call.Attributes.Int("keepdims", 1) == 1 ? result : result with { Rank = source.Rank - reduced.Length, Relabelled = true };
    };
}

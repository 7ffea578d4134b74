namespace ConvGen.Conformance.Declarations;

/// <summary>Poolings of both vocabularies.</summary>
internal static class PoolingOperators
{
    public static OperatorFamily Family { get; } = new()
    {
        Onnx = new()
        {
            ["AveragePool"] = AveragePool,
            ["GlobalAveragePool"] = call => call.Layer(new LayerText("GlobalAvgPool"), call.Map(0)),
            ["MaxPool"] = MaxPool,
        },
        Gradients = new()
        {
            ["AdaptiveAvgPool"] = AdaptiveAvgPool,
            ["AvgPool"] = call => CommonLayers.Pooling(call, "AvgPool", WindowReader.OfGradients(call), call.Attributes.Flag("count_include_pad")),
            ["MaxPool"] = call => CommonLayers.Pooling(call, "MaxPool", WindowReader.OfGradients(call)),
        },
    };

    private static Value MaxPool(OperatorCall call)
    {
        if (call.HasOutput(1))
            throw call.Unsupported("with the indices of the maxima");
        return CommonLayers.Pooling(call, "MaxPool", WindowReader.OfOnnx(call, call.Attributes.Ints("kernel_shape")!));
    }

    private static Value AveragePool(OperatorCall call) =>
        CommonLayers.Pooling(call, "AvgPool", WindowReader.OfOnnx(call, call.Attributes.Ints("kernel_shape")!), call.Attributes.Flag("count_include_pad"));

    private static Value AdaptiveAvgPool(OperatorCall call) =>
        call.Attributes.Ints("output")!.All(size => size == 1)
            ? call.Layer(new LayerText("GlobalAvgPool"), call.Map(0))
            : throw call.Unsupported("to more than one position");
}

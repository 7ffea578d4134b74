using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>The operators of the gradient cases and how each is declared. A new layer is one more entry.</summary>
internal static class GradientOperators
{
    public static IReadOnlyDictionary<string, Func<OperatorCall, Value>> Table { get; } = new Dictionary<string, Func<OperatorCall, Value>>
    {
        ["AdaptiveAvgPool"] = AdaptiveAvgPool,
        ["Add"] = CommonLayers.Add,
        ["AvgPool"] = call => CommonLayers.Pooling(call, "AvgPool", Window(call), call.Attributes.Flag("count_include_pad")),
        ["BatchNorm"] = BatchNorm,
        ["Concat"] = call => CommonLayers.Concat(call, call.Attributes.Int("dim")),
        ["Conv"] = call => CommonLayers.Convolution(call, Window(call), call.Attributes.Int("groups"), call.Tensor("weight")!, call.Tensor("bias")),
        ["ConvTranspose"] = ConvTranspose,
        ["Dropout"] = call => throw call.Unsupported("with a mask given from outside"),
        ["Flatten"] = call => CommonLayers.Flatten(call, call.Attributes.Int("start_dim")),
        ["LeakyReLU"] = call => CommonLayers.LeakyRelu(call, call.Attributes.Real("slope")),
        ["Linear"] = Linear,
        ["MaxPool"] = call => CommonLayers.Pooling(call, "MaxPool", Window(call)),
        ["ReLU"] = CommonLayers.Plain("Relu"),
        ["ReLU6"] = CommonLayers.Plain("Relu6"),
        ["Sigmoid"] = CommonLayers.Plain("Sigmoid"),
        ["Softmax"] = call => CommonLayers.Softmax(call, call.Attributes.Int("dim")),
        ["Tanh"] = CommonLayers.Plain("Tanh"),
    };

    private static Value AdaptiveAvgPool(OperatorCall call) =>
        call.Attributes.Ints("output")!.All(size => size == 1)
            ? call.Layer(new LayerText("GlobalAvgPool"), call.Map(0))
            : throw call.Unsupported("to more than one position");

    private static Value BatchNorm(OperatorCall call) => CommonLayers.BatchNorm(
        call,
        call.Attributes.Real("eps"),
        call.Attributes.Real("momentum"),
        !call.Attributes.Flag("training"),
        call.Tensor("weight")!,
        call.Tensor("bias")!,
        call.Tensor("running_mean")!,
        call.Tensor("running_var")!);

    private static Value ConvTranspose(OperatorCall call)
    {
        Window window = Window(call);
        return CommonLayers.TransposedConvolution(
            call,
            window,
            call.Attributes.Ints("output_padding") ?? new int[window.Kernel.Length],
            call.Attributes.Int("groups", 1),
            call.Tensor("weight")!,
            call.Tensor("bias"));
    }

    private static Value Linear(OperatorCall call)
    {
        Tensor weight = call.Tensor("weight")!;
        return CommonLayers.Dense(call, call.Data(0), weight.Shape[0], weight.Floats, call.Tensor("bias")?.Floats);
    }

    private static Window Window(OperatorCall call)
    {
        Window window = new(call.Attributes.Ints("kernel")!) { Ceiling = call.Attributes.Flag("ceil_mode") };
        return window with
        {
            Stride = call.Attributes.Ints("stride") ?? window.Stride,
            Dilation = call.Attributes.Ints("dilation") ?? window.Dilation,
            PadBegin = call.Attributes.Ints("padding") ?? window.PadBegin,
            PadEnd = call.Attributes.Ints("padding") ?? window.PadEnd,
        };
    }
}

using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>Convolutions of both vocabularies.</summary>
internal static class ConvolutionOperators
{
    public static OperatorFamily Family { get; } = new()
    {
        Onnx = new()
        {
            ["Conv"] = OnnxConv,
            ["ConvTranspose"] = OnnxConvTranspose,
        },
        Gradients = new()
        {
            ["Conv"] = call =>
                CommonLayers.Convolution(call, WindowReader.OfGradients(call), call.Attributes.Int("groups"), call.Tensor("weight")!, call.Tensor("bias")),
            ["ConvTranspose"] = ConvTranspose,
        },
    };

    private static Value OnnxConv(OperatorCall call)
    {
        Tensor weight = call.Constant(1);
        return CommonLayers.Convolution(
            call, WindowReader.OfOnnx(call, weight.Shape[2..]), call.Attributes.Int("group", 1), weight, call.OptionalConstant(2));
    }

    private static Value OnnxConvTranspose(OperatorCall call)
    {
        if (call.Attributes.Has("output_shape"))
            throw call.Unsupported("with the output's shape instead of a padding");
        Tensor weight = call.Constant(1);
        Window window = WindowReader.OfOnnx(call, weight.Shape[2..]);
        int[] outputPadding = call.Attributes.Ints("output_padding") ?? new int[window.Kernel.Length];
        return CommonLayers.TransposedConvolution(
            call, window, outputPadding, call.Attributes.Int("group", 1), weight, call.OptionalConstant(2));
    }

    private static Value ConvTranspose(OperatorCall call)
    {
        Window window = WindowReader.OfGradients(call);
        return CommonLayers.TransposedConvolution(
            call,
            window,
            call.Attributes.Ints("output_padding") ?? new int[window.Kernel.Length],
            call.Attributes.Int("groups", 1),
            call.Tensor("weight")!,
            call.Tensor("bias"));
    }
}

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
        Tensor weight = call.Constant(1);
        Window window = WindowReader.OfOnnx(call, weight.Shape[2..]);
        int[] outputPadding = call.Attributes.Ints("output_padding") ?? new int[window.Kernel.Length];
        if (call.Attributes.Ints("output_shape") is { } shape)
            (window, outputPadding) = PadTo(call, window, outputPadding, shape[^window.Kernel.Length..]);
        return CommonLayers.TransposedConvolution(
            call, window, outputPadding, call.Attributes.Int("group", 1), weight, call.OptionalConstant(2));
    }

    // The padding that leaves an output of a given size; the odd position goes to the end under SAME_UPPER, else to the beginning. Where
    // positions are missing they are added at the end.
    private static (Window Window, int[] OutputPadding) PadTo(OperatorCall call, Window window, int[] outputPadding, int[] output)
    {
        if (call.Map(0).View is not { } input)
            throw call.Unsupported("with the output's shape instead of a padding, of a value whose shape the case does not tell");
        int axes = window.Kernel.Length;
        bool upper = call.Attributes.Text("auto_pad", "NOTSET") == "SAME_UPPER";
        int[] begin = new int[axes], end = new int[axes], added = new int[axes];
        for (int axis = 0; axis < axes; axis++)
        {
            int reach = window.Stride[axis] * (input.Shape[axis + 2] - 1) + window.Dilation[axis] * (window.Kernel[axis] - 1) + 1;
            int total = reach + outputPadding[axis] - output[axis];
            int less = Math.Max(total, 0) / 2, more = Math.Max(total, 0) - less;
            (begin[axis], end[axis]) = upper ? (less, more) : (more, less);
            added[axis] = outputPadding[axis] - Math.Min(total, 0);
        }

        return (window with { Padding = null, PadBegin = begin, PadEnd = end }, added);
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

namespace ConvGen.Conformance.Declarations;

/// <summary>Reads the window of a convolution or pooling from a node's attributes.</summary>
internal static class WindowReader
{
    /// <summary>The window of an ONNX node.</summary>
    public static Window OfOnnx(OperatorCall call, int[] kernel)
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

    /// <summary>The window of a node of the gradient cases.</summary>
    public static Window OfGradients(OperatorCall call)
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

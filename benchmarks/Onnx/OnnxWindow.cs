namespace ConvGen.Benchmarks.Onnx;

/// <summary>The settings of windows as ONNX writes them.</summary>
internal static class OnnxWindow
{
    /// <summary>Kernel, strides, paddings and dilations.</summary>
    /// <exception cref="NotSupportedException">The padding follows a rule.</exception>
    public static IEnumerable<WireMessage> Describe(WindowAttribute window, int axes)
    {
        if (window.Padding is not (PaddingKind.Explicit or PaddingKind.Valid))
        {
            throw new NotSupportedException($"{window.Padding} padding is not exported.");
        }

        int[] kernel = window.Kernel ?? Repeat(window.K!.Value, axes);
        int[] begin = window.PadBegin ?? window.Pad ?? Repeat(window.P, axes);
        int[] end = window.PadEnd ?? window.Pad ?? Repeat(window.P, axes);
        yield return OnnxAttribute.Integers("kernel_shape", kernel);
        yield return OnnxAttribute.Integers("strides", window.Stride ?? (window.S is { } stride ? Repeat(stride, axes) : kernel));
        yield return OnnxAttribute.Integers("pads", [.. begin, .. end]);
        yield return OnnxAttribute.Integers("dilations", window.Dilations ?? Repeat(window.Dilation, axes));
    }

    /// <summary>Whether an incomplete last window counts; only pooling has that.</summary>
    public static WireMessage CeilMode(WindowAttribute window) =>
        OnnxAttribute.Integer("ceil_mode", window.Rounding == RoundingMode.Ceiling ? 1 : 0);

    /// <summary>The output padding of a transposed convolution.</summary>
    public static WireMessage OutputPadding(ConvTransposeAttribute conv, int axes) =>
        OnnxAttribute.Integers("output_padding", conv.OutputPaddings ?? Repeat(conv.OutputPadding, axes));

    private static int[] Repeat(int value, int axes) => [.. Enumerable.Repeat(value, axes)];
}

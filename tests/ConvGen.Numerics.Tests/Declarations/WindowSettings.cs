using System.Globalization;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Declarations;

/// <summary>The settings of a window as an attribute has them. Arrays have one number per axis, or one for all axes.</summary>
internal sealed class WindowSettings(params int[] kernel)
{
    public int[] Kernel => kernel;

    /// <summary>Null leaves the stride out: 1 for a convolution, the kernel for a pooling.</summary>
    public int[]? Stride { get; init; }

    public int[] Begin { get; init; } = [0];

    /// <summary>Null pads as much as at the beginning.</summary>
    public int[]? End { get; init; }

    public int[] Dilation { get; init; } = [1];

    public PaddingKind Padding { get; init; }

    public RoundingMode Rounding { get; init; }

    /// <summary>The window over an input, from the definitions.</summary>
    public Window Resolve(int[] input, bool pooling) => new([.. input.Select((extent, axis) => Along(extent, axis, pooling))]);

    /// <summary>The window over the output of a transposed convolution of an input, from the definitions.</summary>
    public Window ResolveTransposed(int[] input, int[] outputPadding) =>
        new([.. input.Select((extent, axis) => AlongTransposed(extent, axis, At(outputPadding, axis)))]);

    /// <summary>The arguments of the attribute: positional ones where one number serves all axes.</summary>
    public IEnumerable<string> Arguments()
    {
        if (kernel.Length == 1)
            yield return $"k: {Number(kernel[0])}";
        if (Stride is [int stride])
            yield return $"s: {Number(stride)}";
        bool evenPadding = End is null && Begin.Length == 1;
        if (Padding == PaddingKind.Explicit && evenPadding && Begin[0] > 0)
            yield return $"p: {Number(Begin[0])}";

        if (kernel.Length > 1)
            yield return $"Kernel = {List(kernel)}";
        if (Stride is { Length: > 1 })
            yield return $"Stride = {List(Stride)}";
        if (Padding == PaddingKind.Explicit && !evenPadding)
        {
            yield return End is null ? $"Pad = {List(Begin)}" : $"PadBegin = {List(Begin)}";
            if (End is not null)
                yield return $"PadEnd = {List(End)}";
        }

        if (Dilation.Length > 1)
            yield return $"Dilations = {List(Dilation)}";
        else if (Dilation[0] > 1)
            yield return $"Dilation = {Number(Dilation[0])}";
        if (Padding != PaddingKind.Explicit)
            yield return $"Padding = PaddingKind.{Padding}";
        if (Rounding != RoundingMode.Exact)
            yield return $"Rounding = RoundingMode.{Rounding}";
    }

    private Axis Along(int input, int axis, bool pooling)
    {
        int taps = At(kernel, axis), dilation = At(Dilation, axis);
        int stride = Stride is null ? (pooling ? taps : 1) : At(Stride, axis);
        int full = dilation * (taps - 1);
        return Padding switch
        {
            PaddingKind.Same or PaddingKind.SameLower => Axis.Same(input, taps, stride, dilation, lower: Padding == PaddingKind.SameLower),
            PaddingKind.Causal => Axis.Slide(input, taps, stride, dilation, full, 0, RoundingMode.Floor),
            PaddingKind.Full => Axis.Slide(input, taps, stride, dilation, full, full, Rounding),
            PaddingKind.Valid => Axis.Slide(input, taps, stride, dilation, 0, 0, Rounding),
            _ => Axis.Slide(input, taps, stride, dilation, At(Begin, axis), At(End ?? Begin, axis), Rounding),
        };
    }

    private Axis AlongTransposed(int input, int axis, int more)
    {
        int taps = At(kernel, axis), dilation = At(Dilation, axis), stride = At(Stride ?? [1], axis);
        int span = dilation * (taps - 1) + 1;
        if (Padding is PaddingKind.Same or PaddingKind.SameLower)
            return Axis.Same(input * stride, taps, stride, dilation, lower: Padding == PaddingKind.SameLower, more);

        // An output before input p·s does not see input p: what is too much is cut off at the end, to i·s positions.
        if (Padding == PaddingKind.Causal)
            return new Axis(input * stride, taps, stride, dilation, 0, Math.Max(0, span + more - stride), input);
        (int begin, int end) = Padding switch
        {
            PaddingKind.Full => (span - 1, span - 1),
            PaddingKind.Valid => (0, 0),
            _ => (At(Begin, axis), At(End ?? Begin, axis)),
        };
        return new Axis((input - 1) * stride - begin - end + span + more, taps, stride, dilation, begin, end, input);
    }

    private static int At(int[] numbers, int axis) => numbers.Length == 1 ? numbers[0] : numbers[axis];

    private static string List(int[] numbers) => $"[{string.Join(", ", numbers.Select(Number))}]";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

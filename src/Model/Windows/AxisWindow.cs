using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Windows;

/// <summary>
/// A window along one axis, which may not fit. With i the input, k the taps, s the stride, d the dilation and pb, pe the padding, ke = d·(k
/// − 1) + 1 is the effective kernel and o = (i + pb + pe − ke)/s + 1 the output.
/// </summary>
internal readonly record struct AxisWindow(
    int Input, int Kernel, int Stride, int Dilation, int PadBegin, int PadEnd, RoundingMode Rounding)
{
    /// <summary>The effective kernel ke.</summary>
    public long EffectiveKernel => (long)Dilation * (Kernel - 1) + 1;

    /// <summary>i + pb + pe.</summary>
    public long PaddedInput => (long)Input + PadBegin + PadEnd;

    /// <summary>i + pb + pe − ke: the largest distance between the starts of the first and the last window.</summary>
    public long Span => PaddedInput - EffectiveKernel;

    /// <summary>The rest of the span after whole strides; not 0 when the stride does not divide it.</summary>
    public long Remainder => Span % Stride;

    /// <summary>The number of windows o with this rounding, less than 1 when none fits. Exact counts as Floor.</summary>
    public long Output
    {
        get
        {
            long whole = Span < 0 ? 0 : Span / Stride + 1;
            if (Rounding != RoundingMode.Ceiling)
            {
                return whole;
            }

            // PyTorch's rule: one more window that overhangs, if it starts inside the input or its left padding.
            bool cellsLeft = Span > (whole - 1) * Stride;
            return cellsLeft && whole * Stride < (long)Input + PadBegin ? whole + 1 : whole;
        }
    }

    /// <summary>The window along an axis with a padding mode applied.</summary>
    public static AxisWindow Resolve(AxisWindow window, PaddingKind padding)
    {
        switch (padding)
        {
            case PaddingKind.Same or PaddingKind.SameLower:
                long output = (window.Input - 1L) / window.Stride + 1;
                long total = Math.Max(0, (output - 1) * window.Stride + window.EffectiveKernel - window.Input);
                int less = Saturating.ToInt(total / 2);
                int more = Saturating.ToInt(total - total / 2);

                // With this padding the output is ⌈i/s⌉ whether or not the last stride is whole.
                return padding == PaddingKind.Same
                    ? window with { PadBegin = less, PadEnd = more, Rounding = RoundingMode.Floor }
                    : window with { PadBegin = more, PadEnd = less, Rounding = RoundingMode.Floor };
            case PaddingKind.Full:
                int full = Saturating.ToInt(window.EffectiveKernel - 1);
                return window with { PadBegin = full, PadEnd = full };
            case PaddingKind.Causal:
                // The span is i − 1, so that rounding down makes the output ⌈i/s⌉.
                int before = Saturating.ToInt(window.EffectiveKernel - 1);
                return window with { PadBegin = before, PadEnd = 0, Rounding = RoundingMode.Floor };
            default:
                return window;
        }
    }

    /// <summary>Whether every window contains a value of the input, which pooling needs.</summary>
    public bool EveryWindowSeesInput() =>
        WindowAxis.EveryWindowSees(Input, EffectiveKernel, Stride, Dilation, PadBegin, PadEnd, Output);

    /// <summary>The arithmetic as text: <c>(224 + 0 + 0 − 11)/4 + 1</c>.</summary>
    public override string ToString() => $"({Numbers} − {KernelText})/{NumberText.Plain(Stride)} + 1";

    /// <summary>The padded input as text: <c>224 + 0 + 0</c>.</summary>
    public string Numbers => $"{NumberText.Plain(Input)} + {NumberText.Plain(PadBegin)} + {NumberText.Plain(PadEnd)}";

    /// <summary>The resolved window, once it is known to fit.</summary>
    public WindowAxis ToAxis() => new(Input, Kernel, Stride, Dilation, PadBegin, PadEnd, (int)Output);

    private string KernelText => Dilation == 1
        ? NumberText.Plain(Kernel)
        : $"({NumberText.Plain(Dilation)}·({NumberText.Plain(Kernel)} − 1) + 1)";
}

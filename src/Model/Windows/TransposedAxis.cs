using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Windows;

/// <summary>
/// A transposed convolution along one axis, which may not fit. With i the input, k the taps, s the stride, d the dilation, pb, pe the
/// padding and op the output padding, ke = d·(k − 1) + 1 is the effective kernel and o = (i − 1)·s − pb − pe + ke + op the output.
/// </summary>
internal readonly record struct TransposedAxis(
    int Input, int Kernel, int Stride, int Dilation, int PadBegin, int PadEnd, int OutputPadding)
{
    /// <summary>The effective kernel ke.</summary>
    public long EffectiveKernel => (long)Dilation * (Kernel - 1) + 1;

    /// <summary>The output o, less than 1 when padding removes everything.</summary>
    public long Output => (Input - 1L) * Stride - PadBegin - PadEnd + EffectiveKernel + OutputPadding;

    /// <summary>The maximum of output padding. More positions would repeat those of another window, or have no tap.</summary>
    public int MaxOutputPadding => Math.Max(Stride, Dilation) - 1;

    /// <summary>The axis with a padding mode applied: with Same and Causal the output is i·s.</summary>
    public static TransposedAxis Resolve(TransposedAxis axis, PaddingKind padding)
    {
        switch (padding)
        {
            case PaddingKind.Same or PaddingKind.SameLower or PaddingKind.Causal:
                // A kernel smaller than the stride leaves positions that no tap reaches; they come at the end.
                long missing = Math.Max(axis.OutputPadding, axis.Stride - axis.EffectiveKernel);
                long total = axis.EffectiveKernel + missing - axis.Stride;
                int less = padding == PaddingKind.Causal ? 0 : Saturating.ToInt(total / 2);
                int more = Saturating.ToInt(total - less);
                TransposedAxis filled = axis with { OutputPadding = (int)missing };
                return padding == PaddingKind.SameLower
                    ? filled with { PadBegin = more, PadEnd = less }
                    : filled with { PadBegin = less, PadEnd = more };
            case PaddingKind.Full:
                int full = Saturating.ToInt(axis.EffectiveKernel - 1);
                return axis with { PadBegin = full, PadEnd = full };
            default:
                return axis;
        }
    }

    /// <summary>The window of the convolution whose adjoint this is; its input is the output of this one.</summary>
    public WindowAxis ToAxis() => new((int)Output, Kernel, Stride, Dilation, PadBegin, PadEnd, Input);

    /// <summary>The arithmetic as text: <c>(4 − 1)·2 − 3 − 3 + 2</c>.</summary>
    public override string ToString()
    {
        string kernel = Dilation == 1
            ? NumberText.Plain(Kernel)
            : $"({NumberText.Plain(Dilation)}·({NumberText.Plain(Kernel)} − 1) + 1)";
        string more = OutputPadding == 0 ? string.Empty : $" + {NumberText.Plain(OutputPadding)}";
        string padding = $"{NumberText.Plain(PadBegin)} − {NumberText.Plain(PadEnd)}";
        return $"({NumberText.Plain(Input)} − 1)·{NumberText.Plain(Stride)} − {padding} + {kernel}{more}";
    }
}

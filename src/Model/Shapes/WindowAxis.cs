using ConvGen.Model.Primitives;

namespace ConvGen.Model.Shapes;

/// <summary>The window of a convolution or pooling along one spatial axis, with padding modes and rounding applied.</summary>
/// <param name="Input">Size of the input i, without padding.</param>
/// <param name="Kernel">Taps k.</param>
/// <param name="Stride">Distance s between the starts of neighbouring windows.</param>
/// <param name="Dilation">Distance d between neighbouring taps.</param>
/// <param name="PadBegin">Padding before the input.</param>
/// <param name="PadEnd">Padding after the input. Under <see cref="RoundingMode.Ceiling"/> the last window may reach further.</param>
/// <param name="Output">Number of window positions o.</param>
public readonly record struct WindowAxis(int Input, int Kernel, int Stride, int Dilation, int PadBegin, int PadEnd, int Output)
{
    /// <summary>How far the dilated taps span: d·(k − 1) + 1.</summary>
    public int EffectiveKernel => Dilation * (Kernel - 1) + 1;

    /// <summary>
    /// Cells after the input's end that some window reads. Less than <see cref="PadEnd"/> when rounding down leaves padding unread, more
    /// when rounding up lets the last window overhang.
    /// </summary>
    public int ReadEnd => Math.Max(0, Saturating.ToInt((Output - 1L) * Stride + EffectiveKernel - Input - PadBegin));

    /// <summary>Whether every window contains a value of the input, which pooling needs.</summary>
    public bool EveryWindowSeesInput =>
        EveryWindowSees(Input, ((long)Dilation * (Kernel - 1)) + 1, Stride, Dilation, PadBegin, PadEnd, Output);

    /// <summary>The same of a window that may not fit; numbers are those of the record.</summary>
    internal static bool EveryWindowSees(
        int input, long effectiveKernel, int stride, int dilation, int padBegin, int padEnd, long output)
    {
        if (padBegin >= effectiveKernel || padEnd >= effectiveKernel)
        {
            return false;
        }

        if (dilation <= input)
        {
            return true;
        }

        // The taps of a window that starts in the left padding can step over an input smaller than the dilation.
        long windows = Math.Min(output, dilation);
        for (long start = 0, seen = 0; start < padBegin && seen < windows; start += stride, seen++)
        {
            if (Modulo(start - padBegin, dilation) >= input)
            {
                return false;
            }
        }

        return true;
    }

    private static long Modulo(long value, long divisor) => (value % divisor + divisor) % divisor;
}

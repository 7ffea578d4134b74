using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Windows;

/// <summary>The nearest values with which a window fits its input.</summary>
internal static class FittingValues
{
    /// <summary>
    /// The nearest values for a message: <c>padding 1 + 2 (55), s: 1 or 3, input 223 or 227, or Rounding = Floor (54)</c>.
    /// </summary>
    public static string Describe(AxisWindow window, WindowSettings settings, bool pooling)
    {
        List<string> fits = [];
        if (settings.Padding != PaddingKind.Full)
        {
            AxisWindow?[] both = [Padding(window, pooling, larger: false), Padding(window, pooling, larger: true)];
            string[] paddings =
                [.. both.OfType<AxisWindow>().Select(padded => $"{PaddingText(padded)} ({NumberText.Plain(padded.Output)})")];
            if (paddings.Length > 0)
            {
                fits.Add($"padding {string.Join(" or ", paddings)}");
            }
        }

        string argument = settings.Stride is null ? "s" : "Stride";
        fits.Add($"{argument}: {Choice(Strides(window.Span, window.Stride).OrderBy(stride => stride))}");
        fits.Add($"input {Choice(Inputs(window))}");
        string list = string.Join(", ", fits);
        return $"{list}, or Rounding = Floor ({NumberText.Plain(window.Output)})";
    }

    /// <summary>Whether a window fits its input.</summary>
    public static bool Fits(AxisWindow window, bool pooling) => window.EffectiveKernel <= int.MaxValue
        && window.Output is >= 1 and <= int.MaxValue
        && (window.Rounding != RoundingMode.Exact || window.Remainder == 0)
        && (!pooling || window.EveryWindowSeesInput());

    /// <summary>The window with the next larger or smaller total padding that fits, split with the odd one at the end.</summary>
    public static AxisWindow? Padding(AxisWindow window, bool pooling, bool larger)
    {
        // The least padding that fits the kernel, and the distance between paddings that fit.
        long minimum = window.EffectiveKernel - window.Input;
        long step = window.Rounding == RoundingMode.Exact ? window.Stride : 1;
        long total = (long)window.PadBegin + window.PadEnd;
        long candidate;
        if (larger)
        {
            long from = Math.Max(total + 1, minimum);
            candidate = minimum + (from - minimum + step - 1) / step * step;
        }
        else
        {
            long to = pooling ? Math.Min(total - 1, 2 * (window.EffectiveKernel - 1)) : total - 1;
            candidate = to < minimum ? -1 : minimum + (to - minimum) / step * step;
        }

        if (candidate < 0 || candidate - candidate / 2 > int.MaxValue)
        {
            return null;
        }

        AxisWindow padded = window with { PadBegin = (int)(candidate / 2), PadEnd = (int)(candidate - candidate / 2) };
        return Fits(padded, pooling) ? padded : null;
    }

    /// <summary>The two strides nearest to the given one that divide the span, the nearest first.</summary>
    public static IEnumerable<int> Strides(long span, int stride) => Divisors.Of(span)
        .Where(divisor => divisor <= int.MaxValue && divisor != stride)
        .OrderBy(divisor => Math.Abs(divisor - stride))
        .Take(2)
        .Select(divisor => (int)divisor);

    private static IEnumerable<int> Inputs(AxisWindow window)
    {
        long below = window.Input - window.Remainder;
        long above = below + window.Stride;
        if (below >= 1)
        {
            yield return (int)below;
        }

        if (above <= int.MaxValue)
        {
            yield return (int)above;
        }
    }

    private static string PaddingText(AxisWindow window) => window.PadBegin == window.PadEnd
        ? NumberText.Plain(window.PadBegin)
        : $"{NumberText.Plain(window.PadBegin)} + {NumberText.Plain(window.PadEnd)}";

    private static string Choice(IEnumerable<int> values) => string.Join(" or ", values.Select(value => NumberText.Plain(value)));
}

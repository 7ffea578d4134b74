namespace ConvGen.Model;

/// <summary>The nearest values that make a stride tile its input.</summary>
internal static class FittingValues
{
    /// <summary>
    /// The nearest values for a message: <c>padding 1 + 2 (55), s: 1 or 3, input 223 or 227, or Rounding = Floor (54)</c>.
    /// </summary>
    public static string Describe(AxisWindow window, WindowSettings settings, bool pooling)
    {
        List<string> fits = [];
        if (settings.Padding != PaddingMode.Full)
        {
            string[] paddings =
                [.. Paddings(window, pooling).Select(padded => $"{PaddingText(padded)} ({NumberText.Plain(padded.Output)})")];
            if (paddings.Length > 0)
                fits.Add($"padding {string.Join(" or ", paddings)}");
        }

        string argument = settings.Stride is null ? "s" : "Stride";
        fits.Add($"{argument}: {Choice(Strides(window.Span, window.Stride).OrderBy(stride => stride))}");
        fits.Add($"input {Choice(Inputs(window))}");
        string list = string.Join(", ", fits);
        return $"{list}, or Rounding = Floor ({NumberText.Plain(window.Output)})";
    }

    /// <summary>The window with the next smaller and the next larger total padding that fits, split with the odd one at the end.</summary>
    public static IEnumerable<AxisWindow> Paddings(AxisWindow window, bool pooling)
    {
        long total = (long)window.PadBegin + window.PadEnd;
        long[] candidates = window.Remainder == 0 ? [total] : [total - window.Remainder, total + window.Stride - window.Remainder];
        foreach (long candidate in candidates)
        {
            if (candidate < 0 || candidate - candidate / 2 > int.MaxValue)
                continue;
            AxisWindow padded = candidate == total
                ? window
                : window with { PadBegin = (int)(candidate / 2), PadEnd = (int)(candidate - candidate / 2) };
            if (padded.Output is >= 1 and <= int.MaxValue && (!pooling || padded.EveryWindowSeesInput()))
                yield return padded;
        }
    }

    /// <summary>The two strides nearest to the given one that divide the span, the nearest first.</summary>
    public static IEnumerable<int> Strides(long span, int stride)
    {
        SortedSet<long> divisors = [];
        for (long divisor = 1; divisor * divisor <= span; divisor++)
        {
            if (span % divisor == 0)
            {
                divisors.Add(divisor);
                divisors.Add(span / divisor);
            }
        }

        return divisors
            .Where(divisor => divisor <= int.MaxValue && divisor != stride)
            .OrderBy(divisor => Math.Abs(divisor - stride))
            .Take(2)
            .Select(divisor => (int)divisor);
    }

    private static IEnumerable<int> Inputs(AxisWindow window)
    {
        long below = window.Input - window.Remainder;
        long above = below + window.Stride;
        if (below >= 1)
            yield return (int)below;
        if (above <= int.MaxValue)
            yield return (int)above;
    }

    private static string PaddingText(AxisWindow window) => window.PadBegin == window.PadEnd
        ? NumberText.Plain(window.PadBegin)
        : $"{NumberText.Plain(window.PadBegin)} + {NumberText.Plain(window.PadEnd)}";

    private static string Choice(IEnumerable<int> values) => string.Join(" or ", values.Select(value => NumberText.Plain(value)));
}

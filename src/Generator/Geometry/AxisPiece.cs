namespace ConvGen.Generator.Geometry;

/// <summary>
/// A piece of an axis whose taps repeat: position <c>Start + n·Period + r</c> has the taps of position <c>Start + r</c>, moved by
/// <c>n·Step</c>.
/// </summary>
/// <param name="Start">The first position.</param>
/// <param name="Period">Positions after which the taps repeat.</param>
/// <param name="Step">How far they have moved by then.</param>
/// <param name="Count">Periods.</param>
internal readonly record struct AxisPiece(int Start, int Period, int Step, int Count)
{
    private const int MaxShortPeriod = 16;

    public int Length => Period * Count;

    /// <summary>The positions of the first period.</summary>
    public IEnumerable<int> FirstPeriod => Enumerable.Range(Start, Period);

    /// <summary>A whole axis as one piece that does not repeat.</summary>
    public static AxisPiece Whole(AxisMap map) => new(0, map.Count, 0, 1);

    /// <summary>Cuts an axis into pieces, from its beginning each as long as possible.</summary>
    public static IReadOnlyList<AxisPiece> Cut(AxisMap map)
    {
        int[] periods = [.. Periods(map).Distinct().OrderBy(period => period)];
        var pieces = new List<AxisPiece>();
        for (int start = 0; start < map.Count; start += pieces[pieces.Count - 1].Length)
        {
            AxisPiece best = new(start, 1, 0, 1);
            foreach (int period in periods.TakeWhile(period => start + period < map.Count))
            {
                AxisPiece piece = Longest(map, start, period);
                best = piece.Count > 1 && piece.Length > best.Length ? piece : best;

                // What goes over most of the axis need not be looked for again with longer periods.
                if (best.Length > (map.Count - start) / 2)
                {
                    break;
                }
            }

            pieces.Add(best);
        }

        return pieces;
    }

    // Short periods, and those of an interpolation whose scale is a ratio of the sizes, corners aligned or not.
    private static IEnumerable<int> Periods(AxisMap map) =>
        Enumerable.Range(1, MaxShortPeriod)
            .Append(Ratio(map.Count, map.Extent))
            .Append(Ratio(map.Count - 1, map.Extent - 1))
            .Where(period => period > 0);

    private static int Ratio(int count, int extent)
    {
        (int divisor, int rest) = (count, extent);
        while (rest != 0)
        {
            (divisor, rest) = (rest, divisor % rest);
        }

        return divisor == 0 ? 0 : count / divisor;
    }

    private static AxisPiece Longest(AxisMap map, int start, int period)
    {
        int step = Moved(map, start, period);
        int position = start + period;
        while (position < map.Count && IsMoved(map, position, position - period, step))
        {
            position++;
        }

        return new AxisPiece(start, period, step, (position - start) / period);
    }

    private static int Moved(AxisMap map, int start, int period)
    {
        for (int i = start; i < Math.Min(start + period, map.Count - period); i++)
        {
            if (map.TapCount(i) > 0 && map.TapCount(i + period) > 0)
            {
                return map.Taps[map.Starts[i + period]].Source - map.Taps[map.Starts[i]].Source;
            }
        }

        return 0;
    }

    private static bool IsMoved(AxisMap map, int position, int from, int step)
    {
        int count = map.TapCount(position);
        if (count != map.TapCount(from))
        {
            return false;
        }

        for (int tap = 0; tap < count; tap++)
        {
            (AxisTap a, AxisTap b) = (map.Taps[map.Starts[position] + tap], map.Taps[map.Starts[from] + tap]);
            if (a.Source != b.Source + step || a.Weight != b.Weight)
            {
                return false;
            }
        }

        return true;
    }
}

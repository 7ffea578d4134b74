namespace ConvGen.Generator.Kernels.Resampling;

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
    private const int LongestPeriod = 16;

    public int Length => Period * Count;

    /// <summary>Cuts an axis into pieces, from its beginning each as long as possible.</summary>
    public static IReadOnlyList<AxisPiece> Cut(AxisMap map)
    {
        AxisTap[][] taps = [.. Enumerable.Range(0, map.Count).Select(i => map.TapsOf(i).ToArray())];
        var pieces = new List<AxisPiece>();
        for (int start = 0; start < map.Count; start += pieces[pieces.Count - 1].Length)
        {
            AxisPiece best = new(start, 1, 0, 1);
            for (int period = 1; period <= LongestPeriod && start + period < map.Count; period++)
            {
                AxisPiece piece = Longest(taps, start, period);
                best = piece.Count > 1 && piece.Length > best.Length ? piece : best;
            }

            pieces.Add(best);
        }

        return pieces;
    }

    private static AxisPiece Longest(AxisTap[][] taps, int start, int period)
    {
        int step = Moved(taps, start, period);
        int position = start + period;
        while (position < taps.Length && IsMoved(taps[position], taps[position - period], step))
        {
            position++;
        }

        return new AxisPiece(start, period, step, (position - start) / period);
    }

    private static int Moved(AxisTap[][] taps, int start, int period)
    {
        for (int i = start; i < Math.Min(start + period, taps.Length - period); i++)
        {
            if (taps[i].Length > 0 && taps[i + period].Length > 0)
            {
                return taps[i + period][0].Source - taps[i][0].Source;
            }
        }

        return 0;
    }

    private static bool IsMoved(AxisTap[] taps, AxisTap[] from, int step) =>
        taps.Length == from.Length && taps.Zip(from, (a, b) => a.Source == b.Source + step && a.Weight == b.Weight).All(same => same);
}

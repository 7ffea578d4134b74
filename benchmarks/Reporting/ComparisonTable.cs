using ConvGen.Benchmarks.Measuring;

namespace ConvGen.Benchmarks.Reporting;

/// <summary>Comparisons as lines of text.</summary>
internal static class ComparisonTable
{
    private static readonly int[] Widths = [-24, 7, 10, 10, -8, 10, 10, 8, 9, 8, -7];

    /// <summary>The names of the columns.</summary>
    public static string Header { get; } =
        Line(["network", "threads", "ours min", "median", "  peer", "min", "median", "ratio", "MMAC", "of peak", "  check"]);

    /// <summary>A comparison.</summary>
    public static string Row(Comparison row) => Line(
    [
        row.Network,
        $"{row.Threads}",
        Time(row.Ours.Minimum),
        Time(row.Ours.Median),
        "  " + row.Peer,
        Time(row.Theirs?.Minimum),
        Time(row.Theirs?.Median),
        row.Ratio is { } ratio ? $"{ratio:F2}×" : "",
        Millions(row.Macs),
        row.PeakFraction is { } fraction ? $"{100 * fraction:F1} %" : "",
        $"  {Verdict(row.Agreement)}{(row.Busy ? $" (busy: {row.Cores:F1} of {row.Threads} cores)" : "")}",
    ]);

    private static string Verdict(Agreement? agreement) => agreement switch
    {
        null => "",
        { Holds: true } => "ok",
        _ => $"WRONG: off by {agreement.Deviation:G3}, allowed {agreement.Allowed:G3}",
    };

    private static string Millions(long? count) => (count / 1e6) switch
    {
        null => "",
        >= 1000 and { } millions => $"{millions:F0}",
        { } millions => $"{millions:G4}",
    };

    private static string Line(string[] cells)
    {
        IEnumerable<string> padded = cells.Zip(Widths, (cell, width) => width < 0 ? cell.PadRight(-width) : cell.PadLeft(width));
        return "  " + string.Join(' ', padded).TrimEnd();
    }

    private static string Time(double? seconds) => seconds switch
    {
        null => "",
        < 1e-6 => $"{seconds * 1e9:F1} ns",
        < 1e-3 => $"{seconds * 1e6:F2} µs",
        < 1 => $"{seconds * 1e3:F2} ms",
        _ => $"{seconds:F2} s",
    };
}

using System.Globalization;
using ConvGen.Conformance.Running;

namespace ConvGen.Conformance;

/// <summary>Prints what a run has found.</summary>
internal static class Report
{
    /// <summary>Prints every failure, every skip with its reason, and the totals as the last line.</summary>
    public static void Write(IReadOnlyList<CaseReport> cases, TextWriter output)
    {
        foreach (CaseReport failed in cases.Where(report => report.Verdict == Verdict.Failed))
        {
            output.WriteLine($"FAIL {failed.Name}");
            foreach (string detail in failed.Details)
                output.WriteLine($"     {detail}");
        }

        foreach (CaseReport skipped in cases.Where(report => report.Verdict == Verdict.Skipped))
            output.WriteLine($"SKIP {skipped.Name}: {skipped.Details[0]}");
        output.WriteLine(Totals(cases));
    }

    /// <summary><c>N passed, N failed, N skipped</c>.</summary>
    public static string Totals(IReadOnlyList<CaseReport> cases)
    {
        int Count(Verdict verdict) => cases.Count(report => report.Verdict == verdict);
        return string.Create(
            CultureInfo.InvariantCulture, $"{Count(Verdict.Passed)} passed, {Count(Verdict.Failed)} failed, {Count(Verdict.Skipped)} skipped");
    }
}

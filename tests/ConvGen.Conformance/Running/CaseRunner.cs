using ConvGen.Conformance.Compilation;
using ConvGen.Engine;

namespace ConvGen.Conformance.Running;

/// <summary>Runs one check and compares what comes out.</summary>
internal static class CaseRunner
{
    private static readonly int[] ThreadCounts = [1, 2];

    /// <summary>Runs a case that needs no network.</summary>
    public static CaseReport Run(DirectCheck check) =>
        CaseReport.Of(check.Name, [.. Guard("", () => Compare(check, check.Run()))]);

    /// <summary>Runs a network on every target and number of threads.</summary>
    public static CaseReport Run(NetworkCheck check, CompiledNetworks networks, string className, IReadOnlyList<VectorTarget> targets)
    {
        List<string> failures = [];
        foreach (VectorTarget target in targets)
        {
            IReadOnlyList<Result>? first = null;
            foreach (int threads in ThreadCounts)
            {
                string where = $"[{VectorTargets.NameOf(target)}, {threads} {(threads == 1 ? "thread" : "threads")}] ";
                failures.AddRange(Guard(where, () =>
                {
                    using INetwork network = networks.Create(className, VectorTargets.Options(target, threads));
                    IReadOnlyList<Result> results = check.Run(network);
                    string? change = first is null ? null : Comparison.DescribeChange(first, results);
                    first ??= results;
                    return change is null ? Compare(check, results) : Compare(check, results).Append(change);
                }));
            }
        }

        return CaseReport.Of(check.Name, failures);
    }

    private static IEnumerable<string> Compare(Check check, IReadOnlyList<Result> results) =>
        results.Select(result => Comparison.Describe(result, check.Bound)).OfType<string>();

    /// <summary>A case that throws has failed; the others go on.</summary>
    private static string[] Guard(string where, Func<IEnumerable<string>> run)
    {
        try
        {
            return [.. run().Select(failure => where + failure)];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [$"{where}{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n')[0].Trim()}"];
        }
    }
}

namespace ConvGen.Conformance.Running;

/// <summary>How a case ended.</summary>
internal enum Verdict
{
    /// <summary>Every result is right on every target.</summary>
    Passed,

    /// <summary>Something came out wrong, or did not come out.</summary>
    Failed,

    /// <summary>The layers cannot express the case.</summary>
    Skipped,
}

/// <summary>The outcome of one case.</summary>
/// <param name="Name">The case.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Details">Every failure, or the reason for the skip.</param>
internal sealed record CaseReport(string Name, Verdict Verdict, IReadOnlyList<string> Details)
{
    public static CaseReport Of(string name, IReadOnlyList<string> failures) =>
        new(name, failures.Count == 0 ? Verdict.Passed : Verdict.Failed, failures);

    public static CaseReport Skip(string name, string reason) => new(name, Verdict.Skipped, [reason]);
}

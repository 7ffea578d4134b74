using ConvGen.Conformance.Running;

namespace ConvGen.Conformance.Tests;

/// <summary>The reference cases of ONNX and PyTorch, on every target.</summary>
public class SharedCaseTests
{
    /// <summary>
    /// What must pass at least: a case that becomes a skip by mistake would otherwise go unnoticed.
    /// </summary>
    [Theory]
    [MemberData(nameof(Targets.Available), MemberType = typeof(Targets))]
    public void OnnxOperators(string target) => RunAll("conformance", target, atLeast: 215);

    [Theory]
    [MemberData(nameof(Targets.Available), MemberType = typeof(Targets))]
    public void PyTorchGradients(string target) => RunAll("gradients", target, atLeast: 180);

    private static void RunAll(string suite, string target, int atLeast)
    {
        string folder = SharedData.Path(suite);
        IReadOnlyList<CaseReport> reports = ConformanceRun.Run([folder], [VectorTargets.Find(target)!.Value]);
        string[] failures = [.. reports.Where(report => report.Verdict == Verdict.Failed).Select(report => $"{report.Name}: {report.Details[0]}")];
        Assert.Empty(failures);
        Assert.InRange(reports.Count(report => report.Verdict == Verdict.Passed), atLeast, reports.Count);
    }
}

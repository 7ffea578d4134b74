using ConvGen.Conformance.Running;

namespace ConvGen.Conformance.Tests;

/// <summary>The reference cases of ONNX and PyTorch, on every target.</summary>
public class SharedCaseTests
{
    [Theory]
    [MemberData(nameof(Targets.Available), MemberType = typeof(Targets))]
    public void OnnxOperators(string target) => RunAll("conformance", target, KnownSkips.All);

    [Theory]
    [MemberData(nameof(Targets.Available), MemberType = typeof(Targets))]
    public void PyTorchGradients(string target) => RunAll("gradients", target, new Dictionary<string, string>());

    // A case that becomes a skip by mistake would otherwise go unnoticed.
    private static void RunAll(string suite, string target, IReadOnlyDictionary<string, string> skips)
    {
        string folder = SharedData.Path(suite);
        IReadOnlyList<CaseReport> reports = ConformanceRun.Run([folder], [VectorTargets.Find(target)!.Value]);
        string[] failures = [.. reports.Where(report => report.Verdict == Verdict.Failed).Select(report => $"{report.Name}: {report.Details[0]}")];
        Assert.Empty(failures);
        CaseReport[] skipped = [.. reports.Where(report => report.Verdict == Verdict.Skipped)];
        Assert.Equal(skips.Keys.Order(), skipped.Select(report => report.Name).Order());
        Assert.All(skipped, report => Assert.StartsWith(skips[report.Name], report.Details[0], StringComparison.Ordinal));
    }
}

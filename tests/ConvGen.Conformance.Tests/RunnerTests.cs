using ConvGen.Conformance.Running;

namespace ConvGen.Conformance.Tests;

/// <summary>The runner itself: it sees what is wrong, and says what it cannot run.</summary>
public class RunnerTests
{
    private static readonly float[] Input = [-2, -1, 0, 1, 2, 3];
    private static readonly float[] Rectified = [0, 0, 0, 1, 2, 3];

    [Fact]
    public void RightResultPasses()
    {
        using CaseFolder folder = new("Relu", [2, 3], Input, Rectified);
        CaseReport report = Run(folder);
        Assert.Empty(report.Details);
        Assert.Equal(Verdict.Passed, report.Verdict);
    }

    [Fact]
    public void WrongResultFailsOnEveryTargetAndThreadCountWithItsPlace()
    {
        using CaseFolder folder = new("Relu", [2, 3], Input, [0, 0, 0, 1, 2.5f, 3]);
        CaseReport report = Run(folder);
        Assert.Equal(Verdict.Failed, report.Verdict);
        Assert.Equal(2 * VectorTargets.Available.Count, report.Details.Count);
        Assert.All(report.Details, detail => Assert.Contains("] y[1, 1]: got 2, want 2.5, ", detail, StringComparison.Ordinal));
        Assert.All(report.Details, detail => Assert.EndsWith("; 1 of 6 wrong", detail, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void NumbersThatAreNoneAreWrongWhereOneIsExpected(float wanted)
    {
        using CaseFolder folder = new("Relu", [2, 3], Input, [0, 0, 0, 1, 2, wanted]);
        Assert.Equal(Verdict.Failed, Run(folder).Verdict);
    }

    [Fact]
    public void MissingOperatorIsSkippedByName()
    {
        using CaseFolder folder = new("Hardmax", [2, 3], Input, Rectified);
        CaseReport report = Run(folder);
        Assert.Equal(Verdict.Skipped, report.Verdict);
        Assert.StartsWith("CG5001 Hardmax: ", Assert.Single(report.Details), StringComparison.Ordinal);
    }

    [Fact]
    public void TruncatedTensorFails()
    {
        using CaseFolder folder = new("Relu", [2, 3], Input, Rectified);
        folder.WriteTensor("y.bin", Rectified.AsSpan(0, 5));
        CaseReport report = Run(folder);
        Assert.Equal(Verdict.Failed, report.Verdict);
        Assert.Contains("20 bytes do not hold [2, 3] of float32", report.Details[0], StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedCaseFailsAndTheOthersGoOn()
    {
        using CaseFolder damaged = new("Relu", [2, 3], Input, Rectified);
        using CaseFolder whole = new("Relu", [2, 3], Input, Rectified);
        File.WriteAllText(Path.Combine(damaged.Location, "case.json"), "{\"nodes\": [");
        IReadOnlyList<CaseReport> reports = ConformanceRun.Run([damaged.Location, whole.Location], VectorTargets.Available);
        Assert.Equal("1 passed, 1 failed, 0 skipped", Report.Totals(reports));
    }

    [Fact]
    public void DeclarationThatDoesNotCompileFailsAloneWithItsDiagnostic()
    {
        // What is imported compiles. A layer that ONNX has not is declared as the case has it: here with a size that no map has.
        using CaseFolder broken = new("Relu", [2, 3], Input, Rectified);
        broken.WriteJson(
            """
            {
              "kind": "backward",
              "nodes": [{"op": "AdaptiveAvgPool", "inputs": ["x"], "output": "y", "attributes": {"output": [0]} }],
              "inputs": [{"name": "x", "shape": [1, 2, 3], "dtype": "float32", "file": "x.bin"}],
              "outputs": [{"name": "y", "shape": [1, 2, 3], "dtype": "float32", "file": "y.bin"}],
              "parameters": [], "buffers": [], "upstream": [], "input_gradients": [], "parameter_gradients": [], "buffers_after": []
            }
            """);
        using CaseFolder whole = new("Relu", [2, 3], Input, Rectified);
        IReadOnlyList<CaseReport> reports = ConformanceRun.Run([broken.Location, whole.Location], VectorTargets.Available);
        Assert.Equal("1 passed, 1 failed, 0 skipped", Report.Totals(reports));
        Assert.Contains("CG2001", reports.First(report => report.Verdict == Verdict.Failed).Details[0], StringComparison.Ordinal);
    }

    [Fact]
    public void ReportEndsWithTheTotalsAndNamesEverySkip()
    {
        using StringWriter output = new();
        Report.Write(
            [CaseReport.Of("good", []), CaseReport.Of("bad", ["y[0]: got 1, want 2"]), CaseReport.Skip("missing", "Erf")], output);
        string[] lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["FAIL bad", "     y[0]: got 1, want 2", "SKIP missing: Erf", "1 passed, 1 failed, 1 skipped"], lines);
    }

    [Theory]
    [InlineData("--target", "sse")]
    [InlineData("--wat")]
    [InlineData]
    public void BadCommandLinesAreRefused(params string[] arguments)
    {
        Assert.Null(CommandLine.Parse(arguments, out string error));
        Assert.NotEmpty(error);
    }

    private static CaseReport Run(CaseFolder folder) => Assert.Single(ConformanceRun.Run([folder.Location], VectorTargets.Available));
}

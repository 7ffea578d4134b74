using System.Globalization;
using ConvGen.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;

namespace ConvGen.Generator.Tests.Analysis;

/// <summary>CG1013 for what only the plan tells: networks that are too large are not generated, and are not the end of the generator.</summary>
public class PlannedSizeTests
{
    // Blocks of 16 channels, borders, weights packed for two directions: each is too much only once it is planned.
    public static TheoryData<string> TooLarge =>
    [
        "[Input(3, 20_000, 20_000), Conv(3, k: 3, Stride = [2, 1], Rounding = RoundingMode.Floor)]",
        "[Input(1, 9), Conv(1, k: 1, s: 500_000_000, p: 1_000_000_000, Rounding = RoundingMode.Floor)]",
        "[Input(32_000), Dense(32_000), Dense(32_000), Trainable(InputGradient = true)]",
    ];

    [Theory]
    [MemberData(nameof(TooLarge))]
    public async Task PlanThatDoesNotFitIsReported(string attributes)
    {
        Diagnostic found = Assert.Single(await PlanAnalysis.RunAsync($"{attributes}\ninternal partial class Net;"));
        Assert.Equal("CG1013", found.Id);
        Assert.StartsWith("Net is too large: its intermediate values and packed weights", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("Net", PlanAnalysis.Marked(found));
        AssertIsNotGenerated(attributes);
    }

    // The analyzer of declarations reports these by itself.
    [Theory]
    [InlineData("[Input(4096, 65536, 65536), Relu]")]
    [InlineData("[Input(100_000), Dense(100_000)]")]
    public async Task DeclarationThatDoesNotFitIsLeftToItsAnalyzer(string attributes)
    {
        Assert.Empty(await PlanAnalysis.RunAsync($"{attributes}\ninternal partial class Net;"));
        AssertIsNotGenerated(attributes);
    }

    [Theory]
    [InlineData("[Input(16, 8_000, 8_000), Conv(16, k: 3, p: 1)]")]
    [InlineData("[Input(1, 100_000_000), Conv(1, k: 31, p: 15), Relu]")]
    [InlineData("[Input(30_000), Dense(30_000)]")]
    public async Task LargestThatFitIsGenerated(string attributes)
    {
        Assert.Empty(await PlanAnalysis.RunAsync($"{attributes}\ninternal partial class Net;"));
        Assert.Contains(Generate(attributes).GeneratedSources, source => source.SourceText.ToString().Contains("// Members of Net.", StringComparison.Ordinal));
    }

    // There is only what stands in for it.
    private static void AssertIsNotGenerated(string attributes)
    {
        string members = Generate(attributes).GeneratedSources.Single(source => source.HintName == "Net.g.cs").SourceText.ToString();
        Assert.Contains("// Net has an error, which is reported where it is declared.", members, StringComparison.Ordinal);
    }

    private static GeneratorRunResult Generate(string attributes)
    {
        GeneratorRunResult result = UserProject.Current.Generate($"using ConvGen;\n{attributes}\ninternal partial class Net;").Result;
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return result;
    }
}

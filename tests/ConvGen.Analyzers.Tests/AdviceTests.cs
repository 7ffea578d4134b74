using ConvGen.Analyzers.Diagnostics;
using ConvGen.CodeFixes;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Analyzers.Tests;

public class AdviceTests
{
    private const string Usings = "using ConvGen;\n";

    public static TheoryData<string> Silent => [.. AdviceCases.Silent];

    [Theory]
    [MemberData(nameof(Silent))]
    public async Task NothingIsAdvised(string source)
    {
        CSharpCompilation compilation = Compiled.Compile(Usings + source);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity == DiagnosticSeverity.Error));
        Assert.Empty(await Compiled.AnalyzeAsync(compilation, DiagnosticSeverity.Info));
    }

    [Fact]
    public async Task AWrongNetworkIsNotAdvised() => Assert.Equal(
        ["CG1002"],
        (await AnalyzeAsync("[Input(3, 8, 8), Conv(20, k: 3), BatchNorm, Conv(3, k: 9)] partial class Net;")).Select(found => found.Id));

    [Fact]
    public async Task EveryAttributeTellsItsShape() => Assert.Equal(
        ["Input(3, 8, 8)", "Conv(16, k: 8)", "Relu", "Use<Stage>(Repeat = 3)", "Dense(2)"],
        (await AnalyzeAsync("[Block, Relu, Relu] class Stage; [Input(3, 8, 8), Conv(16, k: 8), Relu, Use<Stage>(Repeat = 3), Dense(2)] partial class Net;"))
            .Where(found => found.Id == ProblemIds.LayerShape)
            .Select(found => found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length)));

    [Fact]
    public async Task SeverityIsTheProjects()
    {
        CSharpCompilation compilation = Compiled.Compile(Usings + "[Input(30), Dense(50), Relu, Dense(20)] partial class Net;");
        CSharpCompilation configured = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic>
        {
            [ProblemIds.LayerShape] = ReportDiagnostic.Warn,
            [ProblemIds.IdleLanes] = ReportDiagnostic.Suppress,
        }));
        Assert.All(await Compiled.AnalyzeAsync(configured, DiagnosticSeverity.Hidden), found =>
            Assert.Equal((ProblemIds.LayerShape, DiagnosticSeverity.Warning), (found.Id, found.Severity)));
        Assert.All(Descriptors.All, descriptor => Assert.Equal(
            descriptor.Category != Categories.Advice, descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable)));
    }

    [Fact]
    public async Task FiltersAreRoundedUpAndBiasesRemovedAtOnce()
    {
        const string Source = $"{Usings}[Input(3, 8, 8), Conv(20, k: 3), BatchNorm, Relu, Conv(40, k: 3), BatchNorm, Relu, Dense(10)] partial class Net;";
        string full = await FixedSource.ApplyAllAsync(new EditArgumentsFix(), Source, "CG4002 full vectors");
        Assert.Equal($"{Usings}[Input(3, 8, 8), Conv(32, k: 3), BatchNorm, Relu, Conv(48, k: 3), BatchNorm, Relu, Dense(10)] partial class Net;", full);

        // What dotnet format asks for when it takes the key from another identifier means the first offer.
        Assert.Equal(
            $"{Usings}[Input(3, 8, 8), Conv(32, k: 3, Bias = BiasKind.None), BatchNorm, Relu, Conv(48, k: 3, Bias = BiasKind.None), BatchNorm, Relu, Dense(10)] partial class Net;",
            await FixedSource.ApplyAllAsync(new EditArgumentsFix(), full, "CG4002 full vectors"));
        Assert.Equal(full, await FixedSource.ApplyAllAsync(new EditArgumentsFix(), full, "CG4004 another"));
        Assert.Equal(
            ["Set Bias = None (20 parameters fewer)", "Set Bias = None (40 parameters fewer)", "Set filters: 32 (output 32×6×6)", "Set filters: 48 (output 48×4×4)"],
            (await FixedSource.TitlesAsync(new EditArgumentsFix(), Source)).Order(StringComparer.Ordinal));
    }

    private static async Task<IEnumerable<Diagnostic>> AnalyzeAsync(string source) =>
        await Compiled.AnalyzeAsync(Compiled.Compile(Usings + source), DiagnosticSeverity.Hidden);
}

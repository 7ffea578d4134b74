using System.Collections.Immutable;
using System.Globalization;
using ConvGen.CodeFixes;
using ConvGen.Model.Problems;
using ConvGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Analyzers.Tests;

/// <summary>A debug build whose networks are slow says so.</summary>
public sealed class DebugBuildTests
{
    private const string Source = "using ConvGen;\n\n[Input(4), Dense(2)] partial class Net;\nclass Other;\n";

    private const string Mark = "[assembly: System.Diagnostics.Debuggable(System.Diagnostics.DebuggableAttribute.DebuggingModes.IgnoreSymbolStoreSequencePoints)]";

    private static readonly CSharpCompilationOptions Debug = Compiled.Options.WithOptimizationLevel(OptimizationLevel.Debug);

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    public async Task ANetworkOfAnUnoptimizedBuildIsSlow(string property)
    {
        Diagnostic found = Assert.Single(await AnalyzeAsync(Source, Debug, property));
        Assert.Equal((ProblemIds.SlowDebugBuild, DiagnosticSeverity.Warning), (found.Id, found.Severity));
        Assert.Equal(
            "Network 'Net' runs 10 to 80 times slower in this debug build than in a release build; "
                + "ConvGenOptimize = true in the project file makes it as fast, false leaves it",
            found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(2, found.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public async Task WhoWantsItSoIsNotWarned() => Assert.Empty(await AnalyzeAsync(Source, Debug, "false"));

    [Fact]
    public async Task AReleaseBuildIsNotSlow() => Assert.Empty(await AnalyzeAsync(Source, Compiled.Options, ""));

    [Fact]
    public async Task AMarkOfTheProjectsOwnCounts() => Assert.Empty(await AnalyzeAsync(Source.Replace("\n\n", $"\n\n{Mark}\n", StringComparison.Ordinal), Debug, ""));

    [Fact]
    public async Task AnOptionThatIsNotUnderstoodIsReported() => Assert.Equal(
        "Option ConvGenOptimize is 'always', but must be true or false",
        (await AnalyzeAsync(Source, Compiled.Options, "always")).Single().GetMessage(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(Source)]
    [InlineData("// A file.\nnamespace Networks;\n\nusing ConvGen;\n\n[Input(4), Dense(2)] partial class Net;\n")]
    [InlineData("using ConvGen;\n[assembly: System.CLSCompliant(false)]\n[Input(4), Dense(2)] partial class Net;\n")]
    public async Task TheFixMarksTheAssembly(string source)
    {
        string marked = await FixedSource.ApplyAsync(new OptimizeDebugBuildFix(), source, "Let debug builds of this project be optimised", options: Debug);
        Assert.Contains(Mark, marked, StringComparison.Ordinal);
        Assert.Equal(source.Count(letter => letter == '/'), marked.Count(letter => letter == '/'));
        Assert.Empty(await AnalyzeAsync(marked, Debug, ""));
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source, CSharpCompilationOptions options, string property)
    {
        CSharpCompilation compilation = Compiled.Compile(source).WithOptions(options);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity == DiagnosticSeverity.Error));
        Dictionary<string, string> properties = new() { ["ConvGenOptimize"] = property };
        return await Compiled.AnalyzeAsync(compilation, DiagnosticSeverity.Warning, new ProjectSettings(properties, sections: []));
    }
}

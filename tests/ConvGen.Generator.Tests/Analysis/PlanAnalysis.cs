using System.Collections.Immutable;
using ConvGen.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Generator.Tests.Analysis;

/// <summary>What the analyzers of the generator's assembly report.</summary>
internal static class PlanAnalysis
{
    /// <summary>Analyzes a file that compiles.</summary>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(string source)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        CSharpCompilation compilation = UserProject.Current.Compile("using ConvGen;\n" + source);
        Assert.Empty(compilation.GetDiagnostics(cancellation).Where(found => found.Severity == DiagnosticSeverity.Error));
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([]),
            (exception, _, _) => throw new InvalidOperationException("The analyzer threw.", exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        return await compilation
            .WithAnalyzers([new PlanAnalyzer()], options)
            .GetAnalyzerDiagnosticsAsync(cancellation);
    }

    /// <summary>The source that a diagnostic marks.</summary>
    public static string Marked(Diagnostic found) =>
        found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length);
}

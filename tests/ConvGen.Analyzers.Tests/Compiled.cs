using System.Collections.Immutable;
using ConvGen.Analyzers.Reading;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Analyzers.Tests;

/// <summary>Source texts compiled in memory against the framework and the runtime, then analyzed or read.</summary>
internal static class Compiled
{
    /// <summary>What the framework and the runtime offer to user code.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(ConvAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Options of a library with nullable references.</summary>
    public static CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>Compiles files as C# 12, the oldest that users may have. Each begins with <c>using ConvGen;</c>.</summary>
    public static CSharpCompilation Compile(params string[] files)
    {
        var parse = new CSharpParseOptions(LanguageVersion.CSharp12);
        IEnumerable<SyntaxTree> trees = files.Select((file, index) => CSharpSyntaxTree.ParseText(file, parse, path: $"File{index}.cs"));
        return CSharpCompilation.Create("User", trees, References, Options);
    }

    /// <summary>What the analyzer reports from a severity on, in source order. An exception in it fails the test.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="least">The severity.</param>
    /// <param name="settings">What the project and its <c>.editorconfig</c> say; nothing when omitted.</param>
    /// <param name="analyzer">The analyzer; that of networks when omitted.</param>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(
        Compilation compilation, DiagnosticSeverity least = DiagnosticSeverity.Error, AnalyzerConfigOptionsProvider? settings = null, DiagnosticAnalyzer? analyzer = null)
    {
        CompilationWithAnalyzersOptions options = new(
            settings is null ? new AnalyzerOptions([]) : new AnalyzerOptions([], settings),
            (exception, _, _) => throw new InvalidOperationException("The analyzer threw.", exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([analyzer ?? new NetworkAnalyzer()], options);
        ImmutableArray<Diagnostic> diagnostics = await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics
            .Where(found => found.Severity >= least)
            .OrderBy(found => found.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(found => found.Location.SourceSpan.Start)];
    }

    /// <summary>Reads the network of class Net, which must be without problems.</summary>
    public static NetworkModel Read(string source, string type = "Net")
    {
        CSharpCompilation compilation = Compile(source);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity == DiagnosticSeverity.Error));
        INamedTypeSymbol? symbol = compilation.GetTypeByMetadataName(type);
        Assert.NotNull(symbol);
        NetworkModel? model = NetworkReader.Read(symbol, TestContext.Current.CancellationToken, found =>
        {
            if (found.Severity == DiagnosticSeverity.Error)
                Assert.Fail(found.ToString());
        });
        Assert.NotNull(model);
        return model;
    }
}

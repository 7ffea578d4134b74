using System.Collections.Immutable;
using System.Runtime.Loader;
using ConvGen.Analyzers;
using ConvGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvGen.Fuzzing.Running;

/// <summary>Source files compiled in memory with generator and analyzers, as a build would.</summary>
internal sealed class Project
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(INetwork).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly Compilation _generated;

    private Project(Compilation generated, ImmutableArray<Diagnostic> diagnostics)
    {
        _generated = generated;
        Diagnostics = diagnostics;
    }

    /// <summary>What compiler, generator and analyzers have to say; the path of a file is its name.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The errors.</summary>
    public IEnumerable<Diagnostic> Errors => Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Compiles files.</summary>
    /// <param name="kind">The project's settings.</param>
    /// <param name="files">Their names and texts.</param>
    public static Project Compile(ProjectKind kind, IEnumerable<(string Name, string Text)> files)
    {
        var compilation = CSharpCompilation.Create(
            $"Fuzzed{Guid.NewGuid():N}",
            files.Select(file => CSharpSyntaxTree.ParseText(file.Text, ProjectKind.Parsing, file.Name)),
            References,
            kind.Options);
        T("parse");
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: ProjectKind.Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> reported);
        T("generate");
        CompilationWithAnalyzers analysis = generated.WithAnalyzers(
            [new NetworkAnalyzer(), new PlanAnalyzer()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> analysed = analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        T("analyse");
        ImmutableArray<Diagnostic> d = generated.GetDiagnostics();
        T("diagnose " + generated.SyntaxTrees.Sum(t => t.Length));
        return new(generated, [.. reported, .. analysed, .. d]);
    }

    private static void T(string what) => Console.WriteLine($"{what} {System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:F1}");

    /// <summary>Loads the assembly; it goes when nobody uses it any more.</summary>
    public System.Reflection.Assembly Load()
    {
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = _generated.Emit(image);
        T("emit");
        if (!emitted.Success)
            throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return new AssemblyLoadContext("Fuzzed", isCollectible: true).LoadFromStream(image);
    }
}

using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using ConvGen.Analyzers;
using ConvGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

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

    private readonly MemoryStream _image;

    private Project(MemoryStream image, ImmutableArray<Diagnostic> diagnostics)
    {
        _image = image;
        Diagnostics = diagnostics;
    }

    /// <summary>What compiler, generator and analyzers have to say; the path of a file is its name.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The errors.</summary>
    public IEnumerable<Diagnostic> Errors => Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Compiles files.</summary>
    /// <param name="kind">The project's settings.</param>
    /// <param name="files">Their names and texts.</param>
    /// <param name="bitsOf">From the path of a generated file to the width of the vectors that its network will run with.</param>
    public static Project Compile(ProjectKind kind, IEnumerable<(string Name, string Text)> files, Func<string, int> bitsOf)
    {
        (CSharpCompilation compilation, Compilation generated, ImmutableArray<Diagnostic> reported) = Generate(kind, files);
        foreach (SyntaxTree tree in generated.SyntaxTrees.Except(compilation.SyntaxTrees))
            generated = generated.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(UnusedTargets.Empty(tree.GetRoot(), bitsOf(tree.FilePath)), tree.Options));
        MemoryStream image = new();
        EmitResult emitted = generated.Emit(image);
        return new(image, [.. reported, .. Analyse(compilation), .. emitted.Diagnostics]);
    }

    /// <summary>Runs generator and analyzers over files, and compiles what is emitted for a declaration that is refused: little, and it must have no errors.</summary>
    public static Project Analyse(ProjectKind kind, IEnumerable<(string Name, string Text)> files)
    {
        (CSharpCompilation compilation, Compilation generated, ImmutableArray<Diagnostic> reported) = Generate(kind, files);
        ImmutableArray<Diagnostic> analysed = Analyse(compilation);
        Diagnostic[] own = [.. compilation.SyntaxTrees.SelectMany(tree => compilation.GetSemanticModel(tree).GetDiagnostics())];
        bool isRefused = analysed.Any(IsError) && !own.Any(IsError);
        return new(new MemoryStream(), [.. reported, .. analysed, .. isRefused ? generated.GetDiagnostics() : [.. own]]);

        static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
    }

    private static (CSharpCompilation Compilation, Compilation Generated, ImmutableArray<Diagnostic> Reported) Generate(
        ProjectKind kind, IEnumerable<(string Name, string Text)> files)
    {
        var compilation = CSharpCompilation.Create(
            $"Fuzzed{Guid.NewGuid():N}",
            files.Select(file => CSharpSyntaxTree.ParseText(file.Text, ProjectKind.Parsing, file.Name)),
            References,
            kind.Options);
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: ProjectKind.Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> reported);
        return (compilation, generated, reported);
    }

    private static ImmutableArray<Diagnostic> Analyse(CSharpCompilation compilation) => compilation
        .WithAnalyzers([new NetworkAnalyzer(), new PlanAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    /// <summary>Loads the assembly; it goes when nobody uses it any more.</summary>
    public Assembly Load()
    {
        _image.Position = 0;
        return new AssemblyLoadContext("Fuzzed", isCollectible: true).LoadFromStream(_image);
    }
}

using ConvGen.Analyzers.Reading;
using ConvGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Conformance.Compilation;

/// <summary>Compiles declarations in memory with the generator, as a build would.</summary>
internal static class NetworkCompiler
{
    // Cases leave values unread on purpose, to see that nothing else depends on them.
    private const string UnreadValue = "CG4003";

    // Every warning that there is.
    private static readonly CSharpCompilationOptions Compiling = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        warningLevel: 9999,
        nullableContextOptions: NullableContextOptions.Enable);

    private static readonly Lazy<MetadataReference[]> References = new(FindReferences);

    /// <summary>Compiles source files into one assembly.</summary>
    /// <param name="sources">The files.</param>
    /// <param name="language">The language; the oldest that emitted code must compile in, unless the files themselves need a newer one.</param>
    /// <returns>The assembly, or everything that the compiler, the generator and the reader of declarations have against it.</returns>
    public static CompilationOutcome Compile(IReadOnlyList<string> sources, LanguageVersion language = LanguageVersion.CSharp12)
    {
        CSharpParseOptions parsing = new(language);
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"Conformance.{Guid.NewGuid():N}", sources.Select(source => CSharpSyntaxTree.ParseText(source, parsing)), References.Value, Compiling);
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out Microsoft.CodeAnalysis.Compilation generated, out var reported);

        using MemoryStream image = new();
        var emitted = generated.Emit(image);
        string[] problems =
        [
            .. ReadDeclarations(compilation)
                .Concat(reported)
                .Concat(emitted.Diagnostics)
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != UnreadValue)
                .Select(diagnostic => diagnostic.ToString())
                .Distinct(),
        ];
        return problems.Length > 0 ? new(null, problems) : new(CompiledNetworks.Load(image), []);
    }

    /// <summary>What the analyzer would say: the generator stays silent about a declaration that it cannot read.</summary>
    private static List<Diagnostic> ReadDeclarations(CSharpCompilation compilation)
    {
        List<Diagnostic> diagnostics = [];
        INamespaceSymbol? networks = NetworkSource.Namespace.Split('.').Aggregate(
            (INamespaceSymbol?)compilation.Assembly.GlobalNamespace, (parent, name) => parent?.GetNamespaceMembers().FirstOrDefault(child => child.Name == name));
        foreach (INamedTypeSymbol type in networks?.GetTypeMembers() ?? [])
            NetworkReader.Read(type, CancellationToken.None, diagnostics.Add);
        return diagnostics;
    }

    private static MetadataReference[] FindReferences() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(INetwork).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}

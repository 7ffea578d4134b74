using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Generator.Tests.Compiling;

/// <summary>The settings of a user's project, as far as they change how emitted code compiles.</summary>
/// <param name="Framework">The target framework.</param>
/// <param name="Language">The version of C#.</param>
/// <param name="Nullable">Whether nullable reference types are on.</param>
/// <param name="Checked">Whether arithmetic is checked for overflow.</param>
public sealed record UserProject(Framework Framework, LanguageVersion Language, bool Nullable, bool Checked)
{
    /// <summary>A project as templates make it today.</summary>
    public static readonly UserProject Current = new(Framework.Net100, LanguageVersion.Latest, Nullable: true, Checked: false);

    /// <summary>The options that the project's files are parsed with: documentation is checked too.</summary>
    public CSharpParseOptions Parsing => new(Language, DocumentationMode.Diagnose);

    /// <summary>The compilation of the given files, before the generator has run. Every warning of every level is an error.</summary>
    public CSharpCompilation Compile(params string[] files)
    {
        CSharpCompilationOptions options = new(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: Checked,
            allowUnsafe: false,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            nullableContextOptions: Nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable);
        IEnumerable<SyntaxTree> trees = files.Select((file, index) => CSharpSyntaxTree.ParseText(file, Parsing, $"File{index}.cs"));
        return CSharpCompilation.Create("User", trees, FrameworkReferences.Of(Framework), options);
    }

    /// <summary>Runs the generator.</summary>
    public GeneratedProject Generate(params string[] files)
    {
        CSharpCompilation compilation = Compile(files);
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _, TestContext.Current.CancellationToken);
        return new(generated, driver.GetRunResult().Results.Single());
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Framework}, C# {Language.ToDisplayString()}{(Nullable ? ", nullable" : "")}{(Checked ? ", checked" : "")}";
}

/// <summary>A framework that users target.</summary>
public enum Framework
{
    /// <summary>.NET 8, the oldest that the runtime supports.</summary>
    Net80,

    /// <summary>.NET 10.</summary>
    Net100,
}

/// <summary>What a project references: the framework's reference assemblies and the runtime's build for it.</summary>
internal static class FrameworkReferences
{
    private static readonly ImmutableArray<MetadataReference> Net80 =
        [.. Basic.Reference.Assemblies.Net80.References.All, MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "net8.0", "ConvGen.dll"))];

    // The framework that the tests run on; no package has its reference assemblies yet.
    private static readonly ImmutableArray<MetadataReference> Net100 =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(INetwork).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The references of a framework.</summary>
    public static ImmutableArray<MetadataReference> Of(Framework framework) => framework == Framework.Net80 ? Net80 : Net100;
}

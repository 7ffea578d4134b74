using System.Reflection;
using System.Runtime.Loader;
using ConvGen.Analyzers.Reading;
using ConvGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace ConvGen.Tool.Verification;

/// <summary>A declaration, compiled in memory with the generator as a build would.</summary>
internal sealed class CompiledNetwork : IDisposable
{
    private readonly AssemblyLoadContext _context = new("networks", isCollectible: true);
    private readonly Type _type;

    private CompiledNetwork(Stream image, string className) =>
        _type = _context.LoadFromStream(image).GetType(className, throwOnError: true)!;

    /// <summary>Compiles a declaration.</summary>
    /// <param name="source">A file of C#.</param>
    /// <param name="className">The full name of its class.</param>
    /// <exception cref="InvalidDataException">It does not compile; the message has every error.</exception>
    public static CompiledNetwork Compile(string source, string className)
    {
        CSharpParseOptions parsing = new(LanguageVersion.CSharp12);
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"ConvGen.{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(source, parsing)],
            References(),
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        using var image = new MemoryStream();
        var found = new List<Diagnostic>();
        if (compilation.GetTypeByMetadataName(className) is { } type)
        {
            NetworkReader.Read(type, CancellationToken.None, found.Add);
        }

        EmitResult emitted = generated.Emit(image);
        string[] errors =
        [
            .. found.Concat(emitted.Diagnostics)
                .Where(each => each.Severity == DiagnosticSeverity.Error)
                .Select(each => each.ToString())
                .Distinct(),
        ];
        if (errors.Length > 0)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, errors));
        }

        image.Position = 0;
        return new(image, className);
    }

    /// <summary>Makes the network with its weights.</summary>
    public INetwork Load(string weights, NetworkOptions options)
    {
        MethodInfo load = _type.GetMethod("Load", [typeof(string), typeof(NetworkOptions)])
            ?? throw new InvalidOperationException($"{_type} has no method Load.");
        return (INetwork)load.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [weights, options], culture: null)!;
    }

    /// <inheritdoc/>
    public void Dispose() => _context.Unload();

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
        .Append(typeof(INetwork).Assembly.Location)
        .Select(path => MetadataReference.CreateFromFile(path));
}

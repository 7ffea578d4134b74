using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using ConvGen.Analyzers.Reading;
using ConvGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace ConvGen.Compiler;

/// <summary>
/// A network that is compiled while the program runs, by the generator and as a build would: for programs that get their networks late,
/// as from a file that the user chooses. Where the network is known before, the project's own build compiles it.
/// </summary>
public sealed class CompiledNetwork : IDisposable
{
    private const LanguageVersion Language = LanguageVersion.CSharp12;

    private readonly AssemblyLoadContext _context = new("networks", isCollectible: true);
    private readonly Type _type;

    private CompiledNetwork(Stream image, string className, IReadOnlyList<string> warnings)
    {
        _type = _context.LoadFromStream(image).GetType(className, throwOnError: true)!;
        Warnings = warnings;
    }

    /// <summary>What the compiler warns of.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Compiles a declaration.</summary>
    /// <param name="source">A file of C#.</param>
    /// <param name="className">The full name of its class.</param>
    /// <exception cref="InvalidDataException">It does not compile; the message has every error.</exception>
    public static CompiledNetwork Compile(string source, string className)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(className);
        CSharpParseOptions parsing = new(Language);
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"ConvGen.{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(source, parsing)],
            References(),
            new(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> reported);
        using var image = new MemoryStream();
        EmitResult emitted = generated.Emit(image);
        Diagnostic[] found = [.. Declared(compilation, className), .. reported, .. emitted.Diagnostics];
        if (Texts(found, DiagnosticSeverity.Error) is { Length: > 0 } errors)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, errors));
        }

        image.Position = 0;
        return new(image, className, Texts(emitted.Diagnostics, DiagnosticSeverity.Warning));
    }

    /// <summary>Makes the network with weights of its own initialisation.</summary>
    /// <param name="options">Options; <see langword="null"/> for the usual.</param>
    public INetwork Create(NetworkOptions? options = null) => (INetwork)Activator.CreateInstance(
        _type, BindingFlags.DoNotWrapExceptions, binder: null, [options], culture: null)!;

    /// <summary>Makes the network with weights of a safetensors file.</summary>
    /// <param name="weights">The file.</param>
    /// <param name="options">Options; <see langword="null"/> for the usual.</param>
    /// <exception cref="WeightFormatException">The file is damaged, or its tensors are not those of the network.</exception>
    public INetwork Load(string weights, NetworkOptions? options = null) => Load<string>(weights, options);

    /// <summary>Makes the network with weights in safetensors format.</summary>
    /// <param name="weights">Positioned at the start of the format's header.</param>
    /// <param name="options">Options; <see langword="null"/> for the usual.</param>
    /// <exception cref="WeightFormatException">The stream is damaged, or its tensors are not those of the network.</exception>
    public INetwork Load(Stream weights, NetworkOptions? options = null) => Load<Stream>(weights, options);

    /// <summary>Unloads the code; networks that were made of it go on until they are disposed.</summary>
    public void Dispose() => _context.Unload();

    // The generator is silent about a declaration that it cannot read.
    private static List<Diagnostic> Declared(CSharpCompilation compilation, string className)
    {
        List<Diagnostic> found = [];
        if (compilation.GetTypeByMetadataName(className) is { } type)
        {
            NetworkReader.Read(type, CancellationToken.None, found.Add);
        }

        return found;
    }

    private static string[] Texts(IEnumerable<Diagnostic> diagnostics, DiagnosticSeverity severity) =>
        [.. diagnostics.Where(each => each.Severity == severity).Select(each => each.ToString()).Distinct()];

    private INetwork Load<TSource>(TSource weights, NetworkOptions? options)
    {
        MethodInfo load = _type.GetMethod("Load", [typeof(TSource), typeof(NetworkOptions)])
            ?? throw new InvalidOperationException($"{_type} has no method Load.");
        return (INetwork)load.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [weights, options], culture: null)!;
    }

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
        .Append(typeof(INetwork).Assembly.Location)
        .Select(path => MetadataReference.CreateFromFile(path));
}

using System.Reflection;
using System.Runtime.Loader;
using ConvGen.Generator;
using ConvGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Onnx.Tests.Running;

/// <summary>Networks compiled from source as a build would compile them.</summary>
internal sealed class CompiledSource : IDisposable
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12);

    private readonly AssemblyLoadContext _context = new("Compiled", isCollectible: true);
    private readonly Assembly _assembly;

    private CompiledSource(byte[] image)
    {
        using MemoryStream stream = new(image);
        _assembly = _context.LoadFromStream(stream);
    }

    /// <summary>Compiles a file.</summary>
    public static CompiledSource Compile(string source) => new(Image(source));

    /// <summary>Loads what a file became.</summary>
    public static CompiledSource Load(byte[] image) => new(image);

    /// <summary>The assembly that a file becomes. It has code for every processor only, which compiles in a third of the time.</summary>
    public static byte[] Image(string source)
    {
        CSharpCompilation compilation = DeclaredNetworks.Compile(CSharpSyntaxTree.ParseText(source, Language));
        CSharpCompilationOptions options = compilation.Options
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithNullableContextOptions(NullableContextOptions.Enable);
        ProjectSettings settings = new(new() { ["ConvGenTargets"] = "Portable" }, []);
        _ = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: Language, optionsProvider: settings)
            .RunGeneratorsAndUpdateCompilation(
                compilation.WithAssemblyName($"Compiled.{Guid.NewGuid():N}").WithOptions(options),
                out Compilation generated,
                out var reported);
        using MemoryStream image = new();
        var emitted = generated.Emit(image);
        IEnumerable<Diagnostic> diagnostics = reported.Concat(emitted.Diagnostics);
        string[] errors = [.. diagnostics.Where(one => one.Severity >= DiagnosticSeverity.Warning).Select(one => one.ToString())];
        Assert.True(errors.Length == 0, string.Join('\n', errors.Take(5)));
        return image.ToArray();
    }

    /// <summary>A new network of a class.</summary>
    public INetwork Create(string className, NetworkOptions options) =>
        (INetwork)Activator.CreateInstance(_assembly.GetType(className, throwOnError: true)!, options)!;

    /// <inheritdoc/>
    public void Dispose() => _context.Unload();
}

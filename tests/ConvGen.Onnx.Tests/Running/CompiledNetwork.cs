using System.Reflection;
using System.Runtime.Loader;
using ConvGen.Generator;
using ConvGen.Onnx.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Onnx.Tests.Running;

/// <summary>An imported network as a build would compile it, with its weights loaded from the file that it is saved in.</summary>
internal sealed class CompiledNetwork : IDisposable
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12);

    private static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(INetwork).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private readonly AssemblyLoadContext _context = new("Imported", isCollectible: true);
    private readonly Type _type;
    private readonly ImportedNetwork _imported;

    private CompiledNetwork(ImportedNetwork imported, MemoryStream image)
    {
        _imported = imported;
        Assembly assembly = _context.LoadFromStream(image);
        _type = assembly.GetType(imported.Declaration.Type.MetadataName, throwOnError: true)!;
    }

    /// <summary>Compiles a network's declaration.</summary>
    public static CompiledNetwork Compile(ImportedNetwork imported)
    {
        string source = DeclarationWriter.Write(imported.Declaration);
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"Imported.{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(source, Language)],
            References.Value,
            new(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
        _ = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: Language)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out var reported);
        MemoryStream image = new();
        var emitted = generated.Emit(image);
        IEnumerable<Diagnostic> diagnostics = reported.Concat(emitted.Diagnostics);
        string[] errors = [.. diagnostics.Where(one => one.Severity >= DiagnosticSeverity.Warning).Select(one => one.ToString())];
        Assert.True(errors.Length == 0, string.Join('\n', errors.Take(5)) + "\n" + source);
        image.Position = 0;
        return new(imported, image);
    }

    /// <summary>The outputs of some inputs, each in the order of the file.</summary>
    public IReadOnlyList<float[]> Run(IReadOnlyList<float[]> inputs, NetworkOptions options)
    {
        using MemoryStream weights = new();
        _imported.SaveWeights(weights);
        weights.Position = 0;
        MethodInfo load = _type.GetMethod("Load", [typeof(Stream), typeof(NetworkOptions)])
            ?? throw new InvalidOperationException($"{_type} loads no stream.");
        using var network = (INetwork)load.Invoke(null, [weights, options])!;
        int examples = _imported.Examples;
        float[] outputs = new float[examples * network.OutputLength];
        network.Forward(inputs.SelectMany(input => input).ToArray(), outputs);
        List<float[]> parts = [];
        int start = 0;
        foreach (PortInfo port in network.Info.Outputs)
        {
            parts.Add(outputs[start..(start += examples * port.Length)]);
        }

        return parts;
    }

    /// <inheritdoc/>
    public void Dispose() => _context.Unload();
}

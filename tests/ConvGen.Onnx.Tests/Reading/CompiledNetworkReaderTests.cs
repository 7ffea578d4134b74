using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ConvGen.Model;
using ConvGen.Onnx.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Onnx.Tests.Reading;

/// <summary>What a compiled class declares is what its source declares.</summary>
public sealed class CompiledNetworkReaderTests
{
    /// <summary>The folders of this repository that declare networks, one for each project.</summary>
    public static TheoryData<string> Projects => new(
        new[] { "benchmarks" }
            .Concat(new[] { "samples", "tests" }
                .SelectMany(folder => Directory.EnumerateDirectories(Path.Combine(Root(), folder)))
                .Select(folder => Path.GetRelativePath(Root(), folder)))
            .Where(folder => DeclaredNetworks.Read(Files(folder)).Count > 0));

    /// <summary>Every network that is declared in a class.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void NetworksOfThisRepository(string project)
    {
        CSharpCompilation source = DeclaredNetworks.Compile([.. Files(project).Select(DeclarationsOnly.Of)]);
        using MemoryStream image = new();
        var emitted = source.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Take(5)));
        image.Position = 0;
        AssemblyLoadContext context = new("Declared", isCollectible: true);
        Assembly assembly = context.LoadFromStream(image);
        foreach (NetworkDeclaration network in DeclaredNetworks.In(source.Assembly))
        {
            Type type = assembly.GetType(network.Type.MetadataName, throwOnError: true)!;
            Assert.Equal(network, CompiledNetworkReader.Read(type));
        }

        context.Unload();
    }

    private static string[] Files(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .Append("global using ConvGen;"),
    ];

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));
}

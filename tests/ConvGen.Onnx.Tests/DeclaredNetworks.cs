using ConvGen.Analyzers.Reading;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Onnx.Tests;

/// <summary>Reads declarations from source, as the generator does.</summary>
internal static class DeclaredNetworks
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(INetwork).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The networks of some files that were read without an error.</summary>
    public static IReadOnlyList<NetworkDeclaration> Read(params string[] files) =>
        In(Compile([.. files.Select(file => CSharpSyntaxTree.ParseText(file))]).Assembly);

    /// <summary>A library of some files.</summary>
    public static CSharpCompilation Compile(params SyntaxTree[] files) =>
        CSharpCompilation.Create("User", files, References, new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    /// <summary>The networks of an assembly, from source or from metadata, that were read without an error.</summary>
    public static IReadOnlyList<NetworkDeclaration> In(IAssemblySymbol assembly)
    {
        var found = new List<NetworkDeclaration>();
        Read(assembly.GlobalNamespace, found);
        return found;
    }

    private static void Read(INamespaceOrTypeSymbol parent, List<NetworkDeclaration> found)
    {
        foreach (ISymbol member in parent.GetMembers())
        {
            if (member is INamedTypeSymbol type && NetworkReader.ReadDeclaration(type, TestContext.Current.CancellationToken) is { IsRight: true } read)
            {
                // The members of a class are not a part of what is written.
                found.Add(read.Declaration with { OwnMembers = default });
            }

            if (member is INamespaceOrTypeSymbol inner)
            {
                Read(inner, found);
            }
        }
    }
}

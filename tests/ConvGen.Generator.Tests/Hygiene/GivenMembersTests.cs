using ConvGen.Analyzers.Reading;
using ConvGen.Generator.Tests.Compiling;
using ConvGen.Model;
using ConvGen.Model.Members;
using Microsoft.CodeAnalysis;

namespace ConvGen.Generator.Tests.Hygiene;

/// <summary>The table of members that networks are given is what is emitted.</summary>
public class GivenMembersTests
{
    [Fact]
    public void TableIsWhatIsEmitted()
    {
        GeneratedProject project = DeclaredNetworks.Current;
        INamedTypeSymbol[] types =
        [
            .. project.Compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type, TestContext.Current.CancellationToken).OfType<INamedTypeSymbol>()
                .Where(type => type.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "InputAttribute", ContainingNamespace.Name: "ConvGen" })),
        ];
        Assert.True(types.Length > 20);
        Assert.All(types, type =>
        {
            NetworkModel? network = NetworkReader.Read(type, TestContext.Current.CancellationToken);
            Assert.NotNull(network);
            IEnumerable<string> table = NetworkMembers.Of(network)
                .Where(given => given.Kind != MemberKind.Implementation)
                .Select(given => $"{given.Name}({string.Join(", ", given.Parameters)})");
            IEnumerable<ISymbol> emitted = type.GetMembers().Where(member => !member.IsImplicitlyDeclared && IsGenerated(member) && !IsImplementation(member));
            Assert.Equal(table.Order(StringComparer.Ordinal), emitted.Where(member => member is not IMethodSymbol { AssociatedSymbol: not null }).Select(Described).Order(StringComparer.Ordinal));

            // Analyzers and measurements of coverage know them by this.
            Assert.All(emitted.Where(member => member is not IMethodSymbol { AssociatedSymbol: not null }), member => Assert.Contains(
                member.GetAttributes(), attribute => attribute.AttributeClass!.Name == "GeneratedCodeAttribute" && (string?)attribute.ConstructorArguments[0].Value == "ConvGen"));
        });
    }

    private static bool IsGenerated(ISymbol member) =>
        member.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree.FilePath.Contains("NetworkGenerator", StringComparison.Ordinal));

    private static bool IsImplementation(ISymbol member) => member.Name.LastIndexOf('.') > 0;

    private static string Described(ISymbol member)
    {
        string name = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "" : member.Name;
        IEnumerable<ITypeSymbol> types = member switch
        {
            IMethodSymbol method => method.Parameters.Select(parameter => parameter.Type),
            IPropertySymbol property => [property.Type],
            _ => [],
        };
        return $"{name}({string.Join(", ", types.Select(type => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))})";
    }
}

using ConvGen.Analyzers.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Generator;

/// <summary>Finds classes with layers but without an input, which have none of the attributes that the generator looks for.</summary>
internal static class InputlessNetworks
{
    private const string Input = "Input";
    private const string Block = "Block";

    /// <summary>Whether a class may be one, by the names of its attributes alone.</summary>
    public static bool IsCandidate(SyntaxNode node)
    {
        if (node is not ClassDeclarationSyntax { AttributeLists.Count: > 0 } type)
        {
            return false;
        }

        string[] names = [.. type.AttributeLists.SelectMany(list => list.Attributes).Select(NameOf)];
        return names.Any(NetworkReader.IsAttribute) && !names.Contains(Input) && !names.Contains(Block);
    }

    /// <summary>The class, when it is one and the node is its first part with layers.</summary>
    public static INamedTypeSymbol? Find(GeneratorSyntaxContext target, CancellationToken cancellation)
    {
        if (target.SemanticModel.GetDeclaredSymbol(target.Node, cancellation) is not INamedTypeSymbol type)
        {
            return null;
        }

        var attributes = type.GetAttributes()
            .Where(attribute =>
                attribute.AttributeClass?.ContainingNamespace is { Name: "ConvGen", ContainingNamespace.IsGlobalNamespace: true })
            .ToList();
        return attributes.All(attribute => attribute.AttributeClass!.Name is not ("InputAttribute" or "BlockAttribute"))
            && attributes.FirstOrDefault()?.ApplicationSyntaxReference is { } first
            && first.SyntaxTree == target.Node.SyntaxTree && target.Node.Span.Contains(first.Span) ? type : null;
    }

    private static string NameOf(AttributeSyntax attribute)
    {
        string name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => string.Empty,
        };
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }
}

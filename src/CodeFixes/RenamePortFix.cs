using System.Collections.Immutable;
using System.Composition;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>CG0010: gives an input or output a free name, in its own attribute and in those of the layers that read it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenamePortFix))]
[Shared]
public sealed class RenamePortFix : RenameFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.PortNames];

    private protected override string Key => "free name";

    private protected override string Title(string name) => $"Rename to '{name}'";

    private protected override bool CanRename(SyntaxNode root, Diagnostic diagnostic) => Find(root, diagnostic) is not null;

    private protected override IEnumerable<SyntaxNode> Places(SyntaxNode root, Diagnostic diagnostic, SemanticModel semantics) =>
        Named(Find(root, diagnostic)!, semantics);

    private static AttributeArgumentSyntax? Find(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeArgumentSyntax>();

    // All strings in attributes of networks are names of layers, and these are unique.
    private static IEnumerable<SyntaxNode> Named(AttributeArgumentSyntax argument, SemanticModel semantics)
    {
        string? name = semantics.GetConstantValue(argument.Expression).Value as string;
        bool IsName(SyntaxNode node) => node is ExpressionSyntax && semantics.GetConstantValue(node).Value is string value && value == name;
        bool IsOurs(AttributeSyntax attribute) => semantics.GetSymbolInfo(attribute).Symbol?.ContainingNamespace
            is { Name: "ConvGen", ContainingNamespace.IsGlobalNamespace: true };
        return argument.FirstAncestorOrSelf<TypeDeclarationSyntax>()!.AttributeLists
            .SelectMany(list => list.Attributes)
            .Where(IsOurs)
            .SelectMany(attribute => attribute.ArgumentList?.Arguments ?? default)
            .SelectMany(each => each.Expression.DescendantNodesAndSelf(node => !IsName(node)).Where(IsName));
    }
}

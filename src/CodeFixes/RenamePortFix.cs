using System.Collections.Immutable;
using System.Composition;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>CG0010: gives an input or output a free name, in its own attribute and in those of the layers that read it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenamePortFix))]
[Shared]
public sealed class RenamePortFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.PortNames];

    private protected override IEnumerable<(string Key, string Title)> Offers(SyntaxNode root, Diagnostic diagnostic)
    {
        if (ProblemDiagnostics.Suggestion(diagnostic) is { } free && Find(root, diagnostic) is not null)
            yield return ("free name", $"Rename to '{free}'");
    }

    private protected override SyntaxNode Apply(
        Document document, SyntaxNode root, SemanticModel semantics, IReadOnlyList<(Diagnostic Diagnostic, string Key)> chosen)
    {
        // Of two names of one network no expression has both values.
        var free = chosen
            .SelectMany(choice => Named(Find(root, choice.Diagnostic)!, semantics).Select(name => (Name: name, Free: ProblemDiagnostics.Suggestion(choice.Diagnostic)!)))
            .ToDictionary(found => found.Name, found => found.Free);
        return root.ReplaceNodes(
            free.Keys,
            (written, _) => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(free[written])).WithTriviaFrom(written));
    }

    private static AttributeArgumentSyntax? Find(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeArgumentSyntax>();

    // Names are all that attributes of networks say as text, and no two layers have the same.
    private static IEnumerable<SyntaxNode> Named(AttributeArgumentSyntax argument, SemanticModel semantics)
    {
        var name = semantics.GetConstantValue(argument.Expression).Value as string;
        bool IsName(SyntaxNode node) => node is ExpressionSyntax && semantics.GetConstantValue(node).Value is string value && value == name;
        return argument.FirstAncestorOrSelf<TypeDeclarationSyntax>()!.AttributeLists
            .SelectMany(list => list.Attributes)
            .Where(attribute => semantics.GetSymbolInfo(attribute).Symbol?.ContainingNamespace is { Name: "ConvGen", ContainingNamespace.IsGlobalNamespace: true })
            .SelectMany(attribute => attribute.ArgumentList?.Arguments ?? default)
            .SelectMany(each => each.Expression.DescendantNodesAndSelf(node => !IsName(node)).Where(IsName));
    }
}

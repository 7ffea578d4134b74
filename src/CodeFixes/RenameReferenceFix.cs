using System.Collections.Immutable;
using System.Composition;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>CG0007: replaces a misspelled layer name by the nearest one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameReferenceFix))]
[Shared]
public sealed class RenameReferenceFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.UnknownName];

    private protected override IEnumerable<(string Key, string Title)> Offers(SyntaxNode root, Diagnostic diagnostic)
    {
        if (ProblemDiagnostics.Suggestion(diagnostic) is { } nearest && Find(root, diagnostic) is not null)
            yield return ("nearest name", $"Change to '{nearest}'");
    }

    private protected override SyntaxNode Apply(
        Document document, SyntaxNode root, SemanticModel semantics, IReadOnlyList<(Diagnostic Diagnostic, string Key)> chosen)
    {
        var nearest = chosen.ToDictionary(
            choice => (SyntaxNode)Find(root, choice.Diagnostic)!, choice => ProblemDiagnostics.Suggestion(choice.Diagnostic)!);

        return root.ReplaceNodes(
            nearest.Keys,
            (written, _) => SyntaxFactory
                .LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(nearest[written]))
                .WithTriviaFrom(written));
    }

    // A constant's value may be meant elsewhere; only what is written here is this attribute's own.
    private static LiteralExpressionSyntax? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        ExpressionSyntax? name = root.FindNode(diagnostic.Location.SourceSpan) switch
        {
            AttributeArgumentSyntax argument => argument.Expression,
            ExpressionElementSyntax element => element.Expression,
            ExpressionSyntax expression => expression,
            _ => null,
        };
        return name is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal ? literal : null;
    }
}

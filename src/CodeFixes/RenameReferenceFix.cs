using System.Collections.Immutable;
using System.Composition;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>CG0007 and CG0026: replaces a misspelled layer name by the nearest one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameReferenceFix))]
[Shared]
public sealed class RenameReferenceFix : RenameFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.UnknownName, ProblemIds.NothingToShare];

    private protected override string Key => "nearest name";

    private protected override string Title(string name) => $"Change to '{name}'";

    private protected override bool CanRename(SyntaxNode root, Diagnostic diagnostic) => Find(root, diagnostic) is not null;

    private protected override IEnumerable<SyntaxNode> Places(SyntaxNode root, Diagnostic diagnostic, SemanticModel semantics) =>
        [Find(root, diagnostic)!];

    // A constant may be used elsewhere; only a literal belongs to this attribute.
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

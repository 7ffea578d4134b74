using System.Collections.Immutable;
using System.Composition;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>CG0007: replaces a misspelled layer name by the nearest one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameReferenceFix))]
[Shared]
public sealed class RenameReferenceFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.UnknownName];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        ExpressionSyntax? name = root?.FindNode(context.Span) switch
        {
            AttributeArgumentSyntax argument => argument.Expression,
            ExpressionElementSyntax element => element.Expression,
            ExpressionSyntax expression => expression,
            _ => null,
        };

        // A constant's value may be meant elsewhere; only what is written here is this attribute's own.
        if (root is null || name is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression })
            return;

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (ProblemDiagnostics.Suggestion(diagnostic) is not { } nearest)
                continue;
            LiteralExpressionSyntax literal = SyntaxFactory
                .LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(nearest))
                .WithTriviaFrom(name);
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Change to '{nearest}'",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(name, literal))),
                    "nearest name"),
                diagnostic);
        }
    }
}

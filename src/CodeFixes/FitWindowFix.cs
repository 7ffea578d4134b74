using System.Collections.Immutable;
using System.Composition;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>CG1001: sets the padding, the stride or the rounding with which a window tiles its input.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FitWindowFix))]
[Shared]
public sealed class FitWindowFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.NonIntegerOutput];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        AttributeSyntax? attribute = root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>();
        if (attribute is null)
            return;

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (Mend mend in ProblemDiagnostics.Mends(diagnostic))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(mend.Title, token => ApplyAsync(context.Document, attribute, mend, token), mend.Key),
                    diagnostic);
            }
        }
    }

    private static async Task<Document> ApplyAsync(
        Document document, AttributeSyntax attribute, Mend mend, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? semantics = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || semantics?.GetSymbolInfo(attribute, cancellation).Symbol is not IMethodSymbol constructor)
            return document;
        return document.WithSyntaxRoot(root.ReplaceNode(attribute, AttributeEditing.Apply(attribute, constructor, mend.Edits)));
    }
}

using System.Collections.Immutable;
using System.Composition;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace ConvGen.CodeFixes;

/// <summary>CG0001: makes a network's class partial, with every type around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
public sealed class MakePartialFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.NotPartial];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        TypeDeclarationSyntax? type = root?.FindToken(context.Span.Start).Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (type is null)
            return;

        TypeDeclarationSyntax[] closed = [.. type
            .AncestorsAndSelf()
            .OfType<TypeDeclarationSyntax>()
            .Where(around => !around.Modifiers.Any(SyntaxKind.PartialKeyword))];
        string names = string.Join(" and ", Enumerable.Reverse(closed).Select(around => $"'{around.Identifier.ValueText}'"));
        context.RegisterCodeFix(
            CodeAction.Create($"Make {names} partial", token => ApplyAsync(context.Document, closed, token), "partial"),
            context.Diagnostics);
    }

    private static async Task<Document> ApplyAsync(Document document, TypeDeclarationSyntax[] types, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);

        // Innermost first: each change is seen by those around it.
        foreach (TypeDeclarationSyntax type in types)
        {
            editor.ReplaceNode(
                type, (current, generator) => generator.WithModifiers(current, generator.GetModifiers(current).WithPartial(true)));
        }

        return editor.GetChangedDocument();
    }
}

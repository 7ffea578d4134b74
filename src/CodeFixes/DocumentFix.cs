using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ConvGen.CodeFixes;

/// <summary>
/// A code fix that fixes any number of diagnostics of a document with one change of its tree, so that fix-all is the same as a single fix.
/// </summary>
public abstract class DocumentFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await ApplyAsync(document, diagnostics, context.CodeActionEquivalenceKey ?? string.Empty, context.CancellationToken)
            .ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach ((string key, string title) in Offers(root, diagnostic))
            {
                string qualified = Qualified(diagnostic, key);
                context.RegisterCodeFix(
                    CodeAction.Create(title, token => ApplyAsync(context.Document, [diagnostic], qualified, token), qualified), diagnostic);
            }
        }
    }

    /// <summary>The fixes for a diagnostic: a key, equal for fixes of equal kind, and a title.</summary>
    private protected abstract IEnumerable<(string Key, string Title)> Offers(SyntaxNode root, Diagnostic diagnostic);

    /// <summary>The tree with the chosen fix of each diagnostic applied.</summary>
    private protected abstract SyntaxNode Apply(
        Document document, SyntaxNode root, SemanticModel semantics, IReadOnlyList<(Diagnostic Diagnostic, string Key)> chosen);

    private static string Qualified(Diagnostic diagnostic, string key) => $"{diagnostic.Id} {key}";

    private async Task<Document> ApplyAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, string key, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? semantics = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || semantics is null)
        {
            return document;
        }

        // dotnet format takes the key from the first diagnostic that it finds, of any identifier; then the first fix is applied.
        bool isForeign = diagnostics.All(diagnostic => !key.StartsWith(Qualified(diagnostic, string.Empty), StringComparison.Ordinal));
        List<(Diagnostic, string)> chosen = [];
        foreach (Diagnostic diagnostic in diagnostics)
        {
            IEnumerable<string> keys = Offers(root, diagnostic).Select(offer => offer.Key);
            chosen.AddRange(
                keys.Where(offered => isForeign || Qualified(diagnostic, offered) == key).Take(1).Select(offered => (diagnostic, offered)));
        }

        return document.WithSyntaxRoot(Apply(document, root, semantics, chosen));
    }
}

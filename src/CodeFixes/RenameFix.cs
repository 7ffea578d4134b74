using ConvGen.Analyzers.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.CodeFixes;

/// <summary>A code fix that replaces a name by the one that a diagnostic suggests.</summary>
public abstract class RenameFix : DocumentFix
{
    /// <summary>The equivalence key: the kind of name that is suggested.</summary>
    private protected abstract string Key { get; }

    /// <summary>The title.</summary>
    private protected abstract string Title(string name);

    /// <summary>Whether the name can be changed.</summary>
    private protected abstract bool CanRename(SyntaxNode root, Diagnostic diagnostic);

    /// <summary>The expressions with the name.</summary>
    private protected abstract IEnumerable<SyntaxNode> Places(SyntaxNode root, Diagnostic diagnostic, SemanticModel semantics);

    private protected sealed override IEnumerable<(string Key, string Title)> Offers(SyntaxNode root, Diagnostic diagnostic)
    {
        if (ProblemDiagnostics.Suggestion(diagnostic) is { } name && CanRename(root, diagnostic))
        {
            yield return (Key, Title(name));
        }
    }

    private protected sealed override SyntaxNode Apply(
        Document document, SyntaxNode root, SemanticModel semantics, IReadOnlyList<(Diagnostic Diagnostic, string Key)> chosen)
    {
        // Two names that collide have no single expression to change.
        var names = chosen
            .SelectMany(choice => Places(root, choice.Diagnostic, semantics)
                .Select(place => (Place: place, Name: ProblemDiagnostics.Suggestion(choice.Diagnostic)!)))
            .ToDictionary(found => found.Place, found => found.Name);
        return root.ReplaceNodes(
            names.Keys,
            (written, _) => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(names[written]))
                .WithTriviaFrom(written));
    }
}

using ConvGen.Analyzers.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.CodeFixes;

/// <summary>A code fix that writes the name which a diagnostic proposes in the place of another.</summary>
public abstract class RenameFix : DocumentFix
{
    /// <summary>What kind of name is proposed, equal for equal kinds.</summary>
    private protected abstract string Key { get; }

    /// <summary>What is offered.</summary>
    private protected abstract string Title(string name);

    /// <summary>Whether the name stands where it can be changed.</summary>
    private protected abstract bool CanRename(SyntaxNode root, Diagnostic diagnostic);

    /// <summary>The expressions that say the name.</summary>
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
        // No expression is at fault for two names.
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

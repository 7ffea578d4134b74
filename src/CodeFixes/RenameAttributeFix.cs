using System.Collections.Immutable;
using System.Composition;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>CG0024: writes ConvGen's name for an attribute that another library calls otherwise. Its arguments stay as they are.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameAttributeFix))]
[Shared]
public sealed class RenameAttributeFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.ForeignName];

    private protected override IEnumerable<(string Key, string Title)> Offers(SyntaxNode root, Diagnostic diagnostic)
    {
        if (ProblemDiagnostics.Suggestion(diagnostic) is { } name && Find(root, diagnostic) is not null)
        {
            yield return ("own name", $"Change to '{name}'");
        }
    }

    private protected override SyntaxNode Apply(
        Document document, SyntaxNode root, SemanticModel semantics, IReadOnlyList<(Diagnostic Diagnostic, string Key)> chosen)
    {
        var names = chosen.ToDictionary(
            choice => Find(root, choice.Diagnostic)!, choice => ProblemDiagnostics.Suggestion(choice.Diagnostic)!);
        return root.ReplaceNodes(names.Keys, (original, _) => SyntaxFactory.IdentifierName(names[original]).WithTriviaFrom(original));
    }

    private static SimpleNameSyntax? Find(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindToken(diagnostic.Location.SourceSpan.Start).Parent as SimpleNameSyntax;
}

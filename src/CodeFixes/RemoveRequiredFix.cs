using System.Collections.Immutable;
using System.Composition;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace ConvGen.CodeFixes;

/// <summary>CG0033: lets a member of a network be set or not.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveRequiredFix))]
[Shared]
public sealed class RemoveRequiredFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.RequiredMember];

    private protected override IEnumerable<(string Key, string Title)> Offers(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Find(root, diagnostic) is not null)
        {
            yield return ("required", "Remove 'required'");
        }
    }

    private protected override SyntaxNode Apply(
        Document document, SyntaxNode root, SemanticModel semantics, IReadOnlyList<(Diagnostic Diagnostic, string Key)> chosen)
    {
        var generator = SyntaxGenerator.GetGenerator(document);
        return root.ReplaceNodes(
            chosen.Select(choice => Find(root, choice.Diagnostic)!).Distinct(),
            (_, member) => generator.WithModifiers(member, generator.GetModifiers(member).WithIsRequired(false)));
    }

    private static MemberDeclarationSyntax? Find(SyntaxNode root, Diagnostic diagnostic) => root
        .FindToken(diagnostic.Location.SourceSpan.Start)
        .Parent?
        .FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member && member.Modifiers.Any(SyntaxKind.RequiredKeyword) ? member : null;
}

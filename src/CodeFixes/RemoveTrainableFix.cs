using System.Collections.Immutable;
using System.Composition;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>CG3001: removes the request for training code.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveTrainableFix))]
[Shared]
public sealed class RemoveTrainableFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.NothingToTrain];

    private protected override IEnumerable<(string Key, string Title)> Offers(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Find(root, diagnostic) is not null)
            yield return ("remove trainable", "Remove [Trainable]");
    }

    private protected override SyntaxNode Apply(
        Document document, SyntaxNode root, SemanticModel semantics, IReadOnlyList<(Diagnostic Diagnostic, string Key)> chosen)
    {
        var places = chosen.Select(choice => Find(root, choice.Diagnostic)!.Value).ToDictionary(
            found => found.Type, found => AttributeListEditing.PlaceOf(found.Type, found.Trainable));
        return root.ReplaceNodes(places.Keys, (original, type) => AttributeListEditing.Remove(type, places[original]));
    }

    private static (TypeDeclarationSyntax Type, AttributeSyntax Trainable)? Find(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { Parent: AttributeListSyntax { Parent: TypeDeclarationSyntax type } list } trainable
        && !list.ContainsDirectives
            ? (type, trainable)
            : null;
}

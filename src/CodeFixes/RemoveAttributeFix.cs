using System.Collections.Immutable;
using System.Composition;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>CG3001: removes the request for training code. CG0022: makes a class that is network and block a network.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveAttributeFix))]
[Shared]
public sealed class RemoveAttributeFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.NothingToTrain, ProblemIds.BlockWithInput];

    private protected override IEnumerable<(string Key, string Title)> Offers(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Find(root, diagnostic) is { } found)
        {
            yield return ("remove attribute", $"Remove [{found.Attribute.Name}]");
        }
    }

    private protected override SyntaxNode Apply(
        Document document, SyntaxNode root, SemanticModel semantics, IReadOnlyList<(Diagnostic Diagnostic, string Key)> chosen)
    {
        var places = chosen.Select(choice => Find(root, choice.Diagnostic)!.Value).ToDictionary(
            found => found.Type, found => AttributeListEditing.PlaceOf(found.Type, found.Attribute));
        return root.ReplaceNodes(places.Keys, (original, type) => AttributeListEditing.Remove(type, places[original]));
    }

    // For a class that is a network and a block the network's attribute is marked.
    private static (TypeDeclarationSyntax Type, AttributeSyntax Attribute)? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        AttributeSyntax? marked = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>();
        if (marked is not { Parent: AttributeListSyntax { Parent: TypeDeclarationSyntax type } })
        {
            return null;
        }

        AttributeSyntax? found = diagnostic.Id == ProblemIds.NothingToTrain
            ? marked
            : type.AttributeLists.SelectMany(list => list.Attributes)
                .FirstOrDefault(attribute => attribute.Name.ToString().Split('.', ':').Last() is "Block" or "BlockAttribute");
        return found?.Parent is AttributeListSyntax { ContainsDirectives: false } ? (type, found) : null;
    }
}

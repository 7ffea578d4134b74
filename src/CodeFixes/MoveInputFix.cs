using System.Collections.Immutable;
using System.Composition;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>
/// CG0011: moves the input above the layer that stands before it. CG0021: moves the input that stands last above the others.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveInputFix))]
[Shared]
public sealed class MoveInputFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.NothingAbove, ProblemIds.InputLast];

    private protected override IEnumerable<(string Key, string Title)> Offers(SyntaxNode root, Diagnostic diagnostic)
    {
        if (Find(root, diagnostic) is { } found)
        {
            yield return ("move input", $"Move [{found.Input.WithoutTrivia()}] to the top");
        }
    }

    private protected override SyntaxNode Apply(
        Document document, SyntaxNode root, SemanticModel semantics, IReadOnlyList<(Diagnostic Diagnostic, string Key)> chosen)
    {
        var moves = chosen.Select(choice => Find(root, choice.Diagnostic)!.Value).ToDictionary(
            found => found.Type,
            found => (
                From: AttributeListEditing.PlaceOf(found.Type, found.Input),
                To: AttributeListEditing.PlaceOf(found.Type, found.Layer)));
        return root.ReplaceNodes(
            moves.Keys, (original, type) => AttributeListEditing.MoveBefore(type, moves[original].From, moves[original].To));
    }

    // Code that #if disables is in no list, so lists cannot be moved around it.
    private static (TypeDeclarationSyntax Type, AttributeSyntax Layer, AttributeSyntax Input)? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        AttributeSyntax? marked = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>();
        var type = marked?.Parent?.Parent as TypeDeclarationSyntax;
        AttributeSyntax? first = type?.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(IsInput);
        if (first is null || type!.AttributeLists.Any(list => list.ContainsDirectives))
        {
            return null;
        }

        return diagnostic.Id == ProblemIds.InputLast ? (type, first, marked!) : (type, marked!, first);
    }

    private static bool IsInput(AttributeSyntax attribute)
    {
        SimpleNameSyntax? name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax qualified => qualified.Name,
            _ => attribute.Name as SimpleNameSyntax,
        };
        return name?.Identifier.ValueText is "Input" or "InputAttribute";
    }
}

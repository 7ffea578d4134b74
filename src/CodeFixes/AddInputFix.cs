using System.Collections.Immutable;
using System.Composition;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace ConvGen.CodeFixes;

/// <summary>CG0003: puts an input above the layers, of a usual shape that the author changes where it is another.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddInputFix))]
[Shared]
public sealed class AddInputFix : DocumentFix
{
    // A digit, a photograph, features.
    private static readonly string[] Shapes = ["1, 28, 28", "3, 224, 224", "10"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.NoInput];

    private protected override IEnumerable<(string Key, string Title)> Offers(SyntaxNode root, Diagnostic diagnostic) =>
        Find(root, diagnostic) is null ? [] : Shapes.Select(shape => (shape, $"Add [Input({shape})]"));

    private protected override SyntaxNode Apply(
        Document document, SyntaxNode root, SemanticModel semantics, IReadOnlyList<(Diagnostic Diagnostic, string Key)> chosen)
    {
        SourceText text = root.GetText();
        var shapes = chosen.ToDictionary(choice => Find(root, choice.Diagnostic)!, choice => choice.Key);
        return root.ReplaceNodes(shapes.Keys, (original, type) => WithInput(type, shapes[original], text, original.SpanStart));
    }

    private static TypeDeclarationSyntax? Find(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>();

    private static TypeDeclarationSyntax WithInput(TypeDeclarationSyntax type, string shape, SourceText text, int position)
    {
        TextLine line = text.Lines.GetLineFromPosition(position);
        string lineBreak = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        string before = text.ToString(TextSpan.FromBounds(line.Start, position));
        string indentation = before.Trim().Length == 0 ? before : string.Empty;

        // Comments above the class stay above it.
        AttributeSyntax attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName("global::ConvGen.Input").WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.ParseAttributeArgumentList($"({shape})"));
        AttributeListSyntax input = SyntaxFactory.AttributeList([attribute])
            .WithLeadingTrivia(type.GetLeadingTrivia())
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(lineBreak.Length == 0 ? "\n" : lineBreak));
        TypeDeclarationSyntax below = type.WithLeadingTrivia(SyntaxFactory.Whitespace(indentation));
        return below.WithAttributeLists(below.AttributeLists.Insert(0, input));
    }
}

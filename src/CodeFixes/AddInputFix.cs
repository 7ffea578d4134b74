using System.Collections.Immutable;
using System.Composition;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace ConvGen.CodeFixes;

/// <summary>CG0003: puts an input above the layers, of a usual shape that the author changes where it is another.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddInputFix))]
[Shared]
public sealed class AddInputFix : CodeFixProvider
{
    // A digit, a photograph, features.
    private static readonly string[] Shapes = ["1, 28, 28", "3, 224, 224", "10"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.NoInput];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        TypeDeclarationSyntax? type = root?.FindToken(context.Span.Start).Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (root is null || type is null)
            return;
        foreach (string shape in Shapes)
        {
            context.RegisterCodeFix(
                CodeAction.Create($"Add [Input({shape})]", token => ApplyAsync(context.Document, root, type, shape, token), $"input {shape}"),
                context.Diagnostics);
        }
    }

    private static async Task<Document> ApplyAsync(
        Document document, SyntaxNode root, TypeDeclarationSyntax type, string shape, CancellationToken cancellation)
    {
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        TextLine line = text.Lines.GetLineFromPosition(type.SpanStart);
        string lineBreak = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        string before = text.ToString(TextSpan.FromBounds(line.Start, type.SpanStart));
        string indentation = before.Trim().Length == 0 ? before : "";

        // What stands above the class stays above it.
        AttributeSyntax attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName("global::ConvGen.Input").WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.ParseAttributeArgumentList($"({shape})"));
        AttributeListSyntax input = SyntaxFactory.AttributeList([attribute])
            .WithLeadingTrivia(type.GetLeadingTrivia())
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(lineBreak.Length == 0 ? "\n" : lineBreak));
        TypeDeclarationSyntax below = type.WithLeadingTrivia(SyntaxFactory.Whitespace(indentation));
        return document.WithSyntaxRoot(root.ReplaceNode(type, below.WithAttributeLists(below.AttributeLists.Insert(0, input))));
    }
}

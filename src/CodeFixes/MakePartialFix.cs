using System.Collections.Immutable;
using System.Composition;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace ConvGen.CodeFixes;

/// <summary>CG0001: makes a network's class partial, with every type around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
public sealed class MakePartialFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [ProblemIds.NotPartial];

    private protected override IEnumerable<(string Key, string Title)> Offers(SyntaxNode root, Diagnostic diagnostic)
    {
        IEnumerable<string> names = Closed(root, diagnostic).Select(type => $"'{type.Identifier.ValueText}'").Reverse();
        yield return ("partial", $"Make {string.Join(" and ", names)} partial");
    }

    private protected override SyntaxNode Apply(
        Document document, SyntaxNode root, SemanticModel semantics, IReadOnlyList<(Diagnostic Diagnostic, string Key)> chosen)
    {
        var generator = SyntaxGenerator.GetGenerator(document);

        // Each change is seen by the types around it.
        return root.ReplaceNodes(
            chosen.SelectMany(choice => Closed(root, choice.Diagnostic)).Distinct(),
            (_, type) => generator.WithModifiers(type, generator.GetModifiers(type).WithPartial(true)));
    }

    // The type that has to be partial and those around it that are not, from the inside.
    private static IEnumerable<TypeDeclarationSyntax> Closed(SyntaxNode root, Diagnostic diagnostic) => root
        .FindToken(diagnostic.Location.SourceSpan.Start)
        .Parent!
        .AncestorsAndSelf()
        .OfType<TypeDeclarationSyntax>()
        .Where(around => !around.Modifiers.Any(SyntaxKind.PartialKeyword));
}

using System.Collections.Immutable;
using System.Composition;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>Sets and removes arguments of an attribute, as the diagnostic says that would mend it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ApplyMendFix))]
[Shared]
public sealed class ApplyMendFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        ProblemIds.DuplicateName,
        ProblemIds.UnusableName,
        ProblemIds.NonIntegerOutput,
        ProblemIds.KernelTooLarge,
        ProblemIds.EmptyOutput,
        ProblemIds.PoolingPadding,
        ProblemIds.Groups,
        ProblemIds.AxisCount,
        ProblemIds.PaddingTakesAll,
        ProblemIds.NormalisedAxes,
        ProblemIds.MaxoutPieces,
        ProblemIds.NoPooling,
        ProblemIds.BlockTiling,
        ProblemIds.TooManyTiles,
        ProblemIds.NotPositive,
        ProblemIds.NegativePadding,
        ProblemIds.GivenTwice,
        ProblemIds.PaddingTwice,
        ProblemIds.Epsilon,
        ProblemIds.Momentum,
        ProblemIds.NotFinite,
        ProblemIds.UnknownEnumValue,
        ProblemIds.NegativeBudget,
        ProblemIds.WinogradWindow,
        ProblemIds.OutputPadding,
        ProblemIds.AsConvSetting,
        ProblemIds.NegativeNumber,
        ProblemIds.Limits,
        ProblemIds.FractionNotPositive,
        ProblemIds.PadValue,
        ProblemIds.PartNumber,
        ProblemIds.Sigma,
        ProblemIds.FilterSetting,
        ProblemIds.IdleLanes,
        ProblemIds.IdleBias,
    ];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await ApplyAsync(document, diagnostics, context.CodeActionEquivalenceKey, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (Mend mend in ProblemDiagnostics.Mends(diagnostic))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(mend.Title, token => ApplyAsync(context.Document, [diagnostic], mend.Key, token), mend.Key),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    // One attribute may have several problems, and its edits are made one after the other.
    private static async Task<Document> ApplyAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? semantics = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || semantics is null)
            return document;

        ILookup<AttributeSyntax?, ArgumentEdit> edits = diagnostics
            .SelectMany(diagnostic => ProblemDiagnostics.Mends(diagnostic)
                .Where(mend => mend.Key == key)
                .Take(1)
                .SelectMany(mend => mend.Edits)
                .Select(edit => (Attribute: root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>(), Edit: edit)))
            .ToLookup(found => found.Attribute, found => found.Edit);
        return document.WithSyntaxRoot(root.ReplaceNodes(
            edits.Select(group => group.Key).OfType<AttributeSyntax>(),
            (attribute, _) => semantics.GetSymbolInfo(attribute, cancellation).Symbol is IMethodSymbol constructor
                ? AttributeEditing.Apply(attribute, constructor, edits[attribute])
                : attribute));
    }
}

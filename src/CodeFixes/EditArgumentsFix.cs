using System.Collections.Immutable;
using System.Composition;
using ConvGen.Analyzers.Diagnostics;
using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.CodeFixes;

/// <summary>Sets and removes arguments of an attribute, as the diagnostic's fixes say.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EditArgumentsFix))]
[Shared]
public sealed class EditArgumentsFix : DocumentFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        ProblemIds.DuplicateName,
        ProblemIds.UnusableName,
        ProblemIds.NothingToCombine,
        ProblemIds.BlockNumberOutside,
        ProblemIds.NonIntegerOutput,
        ProblemIds.KernelTooLarge,
        ProblemIds.EmptyOutput,
        ProblemIds.PoolingPadding,
        ProblemIds.Groups,
        ProblemIds.RankMismatch,
        ProblemIds.AxisCount,
        ProblemIds.CombinedShapes,
        ProblemIds.ConcatShapes,
        ProblemIds.ParameterBudget,
        ProblemIds.MacBudget,
        ProblemIds.ArenaBudget,
        ProblemIds.PaddingTakesAll,
        ProblemIds.NormalisedAxes,
        ProblemIds.MaxoutPieces,
        ProblemIds.NoPooling,
        ProblemIds.BlockTiling,
        ProblemIds.ReflectionReach,
        ProblemIds.RangeOutside,
        ProblemIds.ScaledToNothing,
        ProblemIds.ReshapedLength,
        ProblemIds.TooManyTiles,
        ProblemIds.TapCount,
        ProblemIds.CausalAxes,
        ProblemIds.FilterSize,
        ProblemIds.NotPositive,
        ProblemIds.NegativePadding,
        ProblemIds.GivenTwice,
        ProblemIds.PaddingTwice,
        ProblemIds.DropoutProbability,
        ProblemIds.Epsilon,
        ProblemIds.Momentum,
        ProblemIds.NotFinite,
        ProblemIds.UnknownEnumValue,
        ProblemIds.InputDimension,
        ProblemIds.NegativeBudget,
        ProblemIds.WinogradWindow,
        ProblemIds.FftWindow,
        ProblemIds.OutputPadding,
        ProblemIds.AsConvSetting,
        ProblemIds.NegativeNumber,
        ProblemIds.Limits,
        ProblemIds.FractionNotPositive,
        ProblemIds.PartNumber,
        ProblemIds.Sigma,
        ProblemIds.FilterSetting,
        ProblemIds.IdleLanes,
        ProblemIds.IdleBias,
        ProblemIds.BatchDimension,
    ];

    private protected override IEnumerable<(string Key, string Title)> Offers(SyntaxNode root, Diagnostic diagnostic) =>
        ProblemDiagnostics.Fixes(diagnostic).Select(fix => (fix.Key, fix.Title));

    private protected override SyntaxNode Apply(
        Document document, SyntaxNode root, SemanticModel semantics, IReadOnlyList<(Diagnostic Diagnostic, string Key)> chosen)
    {
        // One attribute may have several problems; its edits are made one after the other.
        ILookup<AttributeSyntax?, ArgumentEdit> edits = chosen
            .SelectMany(choice => ProblemDiagnostics.Fixes(choice.Diagnostic)
                .First(fix => fix.Key == choice.Key)
                .Edits
                .Select(edit => (Attribute: Find(root, choice.Diagnostic), Edit: edit)))
            .ToLookup(found => found.Attribute, found => found.Edit);
        return root.ReplaceNodes(
            edits.Select(group => group.Key).OfType<AttributeSyntax>(),
            (attribute, _) => AttributeEditing.Apply(attribute, semantics, edits[attribute]));
    }

    private static AttributeSyntax? Find(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>();
}

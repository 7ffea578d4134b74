using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;

namespace ConvGen.Analyzers.Diagnostics;

/// <content>Advice about a valid network. Each diagnostic can be configured.</content>
public static partial class Descriptors
{
    /// <summary>CG4001: shape and cost of a layer.</summary>
    public static readonly DiagnosticDescriptor LayerShape = Create(
        ProblemIds.LayerShape,
        Categories.Advice,
        "Shape and cost of a layer",
        "{0}: {1}, {2} parameters, {3} MACs{4}",
        DiagnosticSeverity.Hidden);

    /// <summary>CG4002: filters leave lanes idle.</summary>
    public static readonly DiagnosticDescriptor IdleLanes = Create(
        ProblemIds.IdleLanes,
        Categories.Advice,
        "Filters leave lanes idle",
        "{0}: {1} {2} run in {3} vectors of 16, as {4} would",
        DiagnosticSeverity.Info);

    /// <summary>CG4003: value that nobody reads.</summary>
    public static readonly DiagnosticDescriptor UnreadValue = Create(
        ProblemIds.UnreadValue,
        Categories.Advice,
        "Value that nobody reads",
        "No layer reads {0}, and it is no output",
        DiagnosticSeverity.Warning);

    /// <summary>CG4004: bias before batch normalisation.</summary>
    public static readonly DiagnosticDescriptor IdleBias = Create(
        ProblemIds.IdleBias,
        Categories.Advice,
        "Bias before batch normalisation",
        "{0}: the bias does nothing, because {1} subtracts the mean of each channel",
        DiagnosticSeverity.Info);

    /// <summary>CG4005: receptive field smaller than the input.</summary>
    public static readonly DiagnosticDescriptor NarrowField = Create(
        ProblemIds.NarrowField,
        Categories.Advice,
        "Receptive field smaller than the input",
        "{0}: each position {1} sees {2} of the input's {3}",
        DiagnosticSeverity.Info);

    /// <summary>CG4006: first dimension looks like a batch.</summary>
    public static readonly DiagnosticDescriptor BatchDimension = Create(
        ProblemIds.BatchDimension,
        Categories.Advice,
        "First dimension looks like a batch",
        "{0}: {1} is read as {2} of {3} positions; the number of examples is not part of a shape",
        DiagnosticSeverity.Warning);
}

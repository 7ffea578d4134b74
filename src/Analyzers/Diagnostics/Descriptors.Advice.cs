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
        DiagnosticSeverity.Hidden);

    /// <summary>CG4002: filters leave lanes idle.</summary>
    public static readonly DiagnosticDescriptor IdleLanes = Create(
        ProblemIds.IdleLanes,
        Categories.Advice,
        "Filters leave lanes idle",
        DiagnosticSeverity.Info);

    /// <summary>CG4003: value that nobody reads.</summary>
    public static readonly DiagnosticDescriptor UnreadValue = Create(
        ProblemIds.UnreadValue,
        Categories.Advice,
        "Value that nobody reads",
        DiagnosticSeverity.Warning);

    /// <summary>CG4004: bias before batch normalisation.</summary>
    public static readonly DiagnosticDescriptor IdleBias = Create(
        ProblemIds.IdleBias,
        Categories.Advice,
        "Bias before batch normalisation",
        DiagnosticSeverity.Info);

    /// <summary>CG4005: receptive field smaller than the input.</summary>
    public static readonly DiagnosticDescriptor NarrowField = Create(
        ProblemIds.NarrowField,
        Categories.Advice,
        "Receptive field smaller than the input",
        DiagnosticSeverity.Info);

    /// <summary>CG4006: first dimension looks like a batch.</summary>
    public static readonly DiagnosticDescriptor BatchDimension = Create(
        ProblemIds.BatchDimension,
        Categories.Advice,
        "First dimension looks like a batch",
        DiagnosticSeverity.Warning);

    /// <summary>CG4007: networks of a debug build are slow.</summary>
    public static readonly DiagnosticDescriptor SlowDebugBuild = Create(
        ProblemIds.SlowDebugBuild,
        Categories.Advice,
        "Network of a debug build is slow",
        DiagnosticSeverity.Warning);
}

using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;

namespace ConvGen.Analyzers.Diagnostics;

/// <content>Errors in single values.</content>
public static partial class Descriptors
{
    /// <summary>CG2001: value must be positive.</summary>
    public static readonly DiagnosticDescriptor NotPositive = Create(
        ProblemIds.NotPositive,
        Categories.Values,
        "Value must be positive",
        "{0}: {1} must be positive, but is {2}");

    /// <summary>CG2002: padding is negative.</summary>
    public static readonly DiagnosticDescriptor NegativePadding = Create(
        ProblemIds.NegativePadding,
        Categories.Values,
        "Padding is negative",
        "{0}: {1} must not be negative, but is {2}");

    /// <summary>CG2003: kernel not given.</summary>
    public static readonly DiagnosticDescriptor NoKernel = Create(
        ProblemIds.NoKernel,
        Categories.Values,
        "Kernel not given",
        "{0} has no kernel size; give k or Kernel");

    /// <summary>CG2004: setting given twice.</summary>
    public static readonly DiagnosticDescriptor GivenTwice = Create(
        ProblemIds.GivenTwice,
        Categories.Values,
        "Setting given twice",
        "{0}: {1} and {2} say the same thing; give one of them");

    /// <summary>CG2005: padding given beside a padding mode.</summary>
    public static readonly DiagnosticDescriptor PaddingTwice = Create(
        ProblemIds.PaddingTwice,
        Categories.Values,
        "Padding given beside a padding mode",
        "{0}: {1} cannot be given together with Padding = {2}, which decides the padding");

    /// <summary>CG2006: dropout probability out of range.</summary>
    public static readonly DiagnosticDescriptor DropoutProbability = Create(
        ProblemIds.DropoutProbability,
        Categories.Values,
        "Dropout probability out of range",
        "{0}: p must be at least 0 and less than 1, but is {1}");

    /// <summary>CG2007: epsilon is not positive.</summary>
    public static readonly DiagnosticDescriptor Epsilon = Create(
        ProblemIds.Epsilon,
        Categories.Values,
        "Epsilon is not positive",
        "{0}: Epsilon must be positive and finite in single precision, but is {1}");

    /// <summary>CG2008: momentum out of range.</summary>
    public static readonly DiagnosticDescriptor Momentum = Create(
        ProblemIds.Momentum,
        Categories.Values,
        "Momentum out of range",
        "{0}: Momentum must be from 0 to 1, but is {1}");

    /// <summary>CG2009: number is not finite.</summary>
    public static readonly DiagnosticDescriptor NotFinite = Create(
        ProblemIds.NotFinite,
        Categories.Values,
        "Number is not finite",
        "{0}: {1} must be finite in single precision, but is {2}");

    /// <summary>CG2010: unknown enumeration value.</summary>
    public static readonly DiagnosticDescriptor UnknownEnumValue = Create(
        ProblemIds.UnknownEnumValue,
        Categories.Values,
        "Unknown enumeration value",
        "{0}: {1} has no value {2}; it can be {3}");

    /// <summary>CG2011: input dimension is not positive.</summary>
    public static readonly DiagnosticDescriptor InputDimension = Create(
        ProblemIds.InputDimension,
        Categories.Values,
        "Input dimension is not positive",
        "{0}: every dimension must be positive, but number {1} is {2}");

    /// <summary>CG2012: wrong number of input dimensions.</summary>
    public static readonly DiagnosticDescriptor InputRank = Create(
        ProblemIds.InputRank,
        Categories.Values,
        "Wrong number of input dimensions",
        "{0} needs 1 to 4 dimensions (C, C×L, C×H×W or C×D×H×W), but has {1}");

    /// <summary>CG2013: budget is negative.</summary>
    public static readonly DiagnosticDescriptor NegativeBudget = Create(
        ProblemIds.NegativeBudget,
        Categories.Values,
        "Budget is negative",
        "Budget: {0} must not be negative, but is {1}");

    /// <summary>CG2014: Winograd's algorithm does not fit.</summary>
    public static readonly DiagnosticDescriptor WinogradWindow = Create(
        ProblemIds.WinogradWindow,
        Categories.Values,
        "Winograd's algorithm does not fit",
        "{0}: Algorithm = Winograd needs a 3×3 kernel over a 2-D map with stride 1, dilation 1 and one group, but this is {1}, groups {2}");

    /// <summary>CG2015: output padding too large.</summary>
    public static readonly DiagnosticDescriptor OutputPadding = Create(
        ProblemIds.OutputPadding,
        Categories.Values,
        "Output padding too large",
        "{0}, {1}: output padding must be less than the larger of stride and dilation, which is {2}, but is {3}");

    /// <summary>CG2016: mean is not finite.</summary>
    public static readonly DiagnosticDescriptor Mean = Create(
        ProblemIds.Mean,
        Categories.Values,
        "Mean is not finite",
        "{0}: Mean and Mean/Std must be finite in single precision, but Mean is {1}");

    /// <summary>CG2017: standard deviation is not positive.</summary>
    public static readonly DiagnosticDescriptor Std = Create(
        ProblemIds.Std,
        Categories.Values,
        "Standard deviation is not positive",
        "{0}: Std must be positive, and it and 1/Std finite in single precision, but it is {1}");

    /// <summary>CG2018: setting does not go with AsConv.</summary>
    public static readonly DiagnosticDescriptor AsConvSetting = Create(
        ProblemIds.AsConvSetting,
        Categories.Values,
        "Setting does not go with AsConv",
        "{0}: {1}");

    /// <summary>CG2020: number is negative.</summary>
    public static readonly DiagnosticDescriptor NegativeNumber = Create(
        ProblemIds.NegativeNumber,
        Categories.Values,
        "Number is negative",
        "{0}: {1} must be at least 0 and finite in single precision, but is {2}");

    /// <summary>CG2021: limits leave no result.</summary>
    public static readonly DiagnosticDescriptor Limits = Create(
        ProblemIds.Limits,
        Categories.Values,
        "Limits leave no result",
        "{0}: no number is at least {1} and at most {2}");

    /// <summary>CG2027: fraction is not positive.</summary>
    public static readonly DiagnosticDescriptor FractionNotPositive = Create(
        ProblemIds.FractionNotPositive,
        Categories.Values,
        "Fraction is not positive",
        "{0}: {1} must be positive and finite in single precision, but is {2}");

    /// <summary>CG2036: part does not exist.</summary>
    public static readonly DiagnosticDescriptor PartNumber = Create(
        ProblemIds.PartNumber,
        Categories.Values,
        "Part does not exist",
        "{0}: part must be from 0 to {1}, but is {2}");

    /// <summary>CG2037: position is negative.</summary>
    public static readonly DiagnosticDescriptor NegativePosition = Create(
        ProblemIds.NegativePosition,
        Categories.Values,
        "Position is negative",
        "{0}: {1} must not be negative, but is {2}");

    /// <summary>CG2038: scale not given.</summary>
    public static readonly DiagnosticDescriptor NoScale = Create(
        ProblemIds.NoScale,
        Categories.Values,
        "Scale not given",
        "{0} has no scale; give scale or Size");

    /// <summary>CG2043: deviation is not positive.</summary>
    public static readonly DiagnosticDescriptor Sigma = Create(
        ProblemIds.Sigma,
        Categories.Values,
        "Sigma is not positive",
        "{0}: Sigma must be positive and finite in single precision, but is {1}");

    /// <summary>CG2044: setting does not go with the filter.</summary>
    public static readonly DiagnosticDescriptor FilterSetting = Create(
        ProblemIds.FilterSetting,
        Categories.Values,
        "Setting does not go with the filter",
        "{0}: a filter of kind {1} {2}");

    /// <summary>CG2045: tap is not finite.</summary>
    public static readonly DiagnosticDescriptor TapNotFinite = Create(
        ProblemIds.TapNotFinite,
        Categories.Values,
        "Tap is not finite",
        "{0}: Taps must be finite in single precision, but one is {1}");

    /// <summary>CG2046: Fourier transforms do not fit.</summary>
    public static readonly DiagnosticDescriptor FftWindow = Create(
        ProblemIds.FftWindow,
        Categories.Values,
        "Fourier transforms do not fit",
        "{0}: Algorithm = Fft needs a kernel of at most 1024 taps over a 1-D or 2-D map with stride 1, dilation 1 and one group, "
            + "but this is {1}, groups {2}");

    /// <summary>CG2047: Option of the project has an unknown value.</summary>
    public static readonly DiagnosticDescriptor UnknownOption = Create(
        ProblemIds.UnknownOption,
        Categories.Values,
        "Option of the project has an unknown value",
        "Option {0} is '{1}', but must be {2}");
}

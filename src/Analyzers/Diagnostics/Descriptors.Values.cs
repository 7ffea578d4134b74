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
        "Value must be positive");

    /// <summary>CG2002: padding is negative.</summary>
    public static readonly DiagnosticDescriptor NegativePadding = Create(
        ProblemIds.NegativePadding,
        Categories.Values,
        "Padding is negative");

    /// <summary>CG2003: kernel not given.</summary>
    public static readonly DiagnosticDescriptor NoKernel = Create(
        ProblemIds.NoKernel,
        Categories.Values,
        "Kernel not given");

    /// <summary>CG2004: setting given twice.</summary>
    public static readonly DiagnosticDescriptor GivenTwice = Create(
        ProblemIds.GivenTwice,
        Categories.Values,
        "Setting given twice");

    /// <summary>CG2005: padding given beside a padding mode.</summary>
    public static readonly DiagnosticDescriptor PaddingTwice = Create(
        ProblemIds.PaddingTwice,
        Categories.Values,
        "Padding given beside a padding mode");

    /// <summary>CG2006: dropout probability out of range.</summary>
    public static readonly DiagnosticDescriptor DropoutProbability = Create(
        ProblemIds.DropoutProbability,
        Categories.Values,
        "Dropout probability out of range");

    /// <summary>CG2007: epsilon is not positive.</summary>
    public static readonly DiagnosticDescriptor Epsilon = Create(
        ProblemIds.Epsilon,
        Categories.Values,
        "Epsilon is not positive");

    /// <summary>CG2008: momentum out of range.</summary>
    public static readonly DiagnosticDescriptor Momentum = Create(
        ProblemIds.Momentum,
        Categories.Values,
        "Momentum out of range");

    /// <summary>CG2009: number is not finite.</summary>
    public static readonly DiagnosticDescriptor NotFinite = Create(
        ProblemIds.NotFinite,
        Categories.Values,
        "Number is not finite");

    /// <summary>CG2010: unknown enumeration value.</summary>
    public static readonly DiagnosticDescriptor UnknownEnumValue = Create(
        ProblemIds.UnknownEnumValue,
        Categories.Values,
        "Unknown enumeration value");

    /// <summary>CG2011: input dimension is not positive.</summary>
    public static readonly DiagnosticDescriptor InputDimension = Create(
        ProblemIds.InputDimension,
        Categories.Values,
        "Input dimension is not positive");

    /// <summary>CG2012: wrong number of input dimensions.</summary>
    public static readonly DiagnosticDescriptor InputRank = Create(
        ProblemIds.InputRank,
        Categories.Values,
        "Wrong number of input dimensions");

    /// <summary>CG2013: budget is negative.</summary>
    public static readonly DiagnosticDescriptor NegativeBudget = Create(
        ProblemIds.NegativeBudget,
        Categories.Values,
        "Budget is negative");

    /// <summary>CG2014: Winograd's algorithm does not fit.</summary>
    public static readonly DiagnosticDescriptor WinogradWindow = Create(
        ProblemIds.WinogradWindow,
        Categories.Values,
        "Winograd's algorithm does not fit");

    /// <summary>CG2015: output padding too large.</summary>
    public static readonly DiagnosticDescriptor OutputPadding = Create(
        ProblemIds.OutputPadding,
        Categories.Values,
        "Output padding too large");

    /// <summary>CG2016: mean is not finite.</summary>
    public static readonly DiagnosticDescriptor Mean = Create(
        ProblemIds.Mean,
        Categories.Values,
        "Mean is not finite");

    /// <summary>CG2017: standard deviation is not positive.</summary>
    public static readonly DiagnosticDescriptor Std = Create(
        ProblemIds.Std,
        Categories.Values,
        "Standard deviation is not positive");

    /// <summary>CG2018: setting does not go with AsConv.</summary>
    public static readonly DiagnosticDescriptor AsConvSetting = Create(
        ProblemIds.AsConvSetting,
        Categories.Values,
        "Setting does not go with AsConv");

    /// <summary>CG2020: number is negative.</summary>
    public static readonly DiagnosticDescriptor NegativeNumber = Create(
        ProblemIds.NegativeNumber,
        Categories.Values,
        "Number is negative");

    /// <summary>CG2021: limits leave no result.</summary>
    public static readonly DiagnosticDescriptor Limits = Create(
        ProblemIds.Limits,
        Categories.Values,
        "Limits leave no result");

    /// <summary>CG2027: fraction is not positive.</summary>
    public static readonly DiagnosticDescriptor FractionNotPositive = Create(
        ProblemIds.FractionNotPositive,
        Categories.Values,
        "Fraction is not positive");

    /// <summary>CG2036: part does not exist.</summary>
    public static readonly DiagnosticDescriptor PartNumber = Create(
        ProblemIds.PartNumber,
        Categories.Values,
        "Part does not exist");

    /// <summary>CG2037: position is negative.</summary>
    public static readonly DiagnosticDescriptor NegativePosition = Create(
        ProblemIds.NegativePosition,
        Categories.Values,
        "Position is negative");

    /// <summary>CG2038: scale not given.</summary>
    public static readonly DiagnosticDescriptor NoScale = Create(
        ProblemIds.NoScale,
        Categories.Values,
        "Scale not given");

    /// <summary>CG2043: deviation is not positive.</summary>
    public static readonly DiagnosticDescriptor Sigma = Create(
        ProblemIds.Sigma,
        Categories.Values,
        "Sigma is not positive");

    /// <summary>CG2044: setting does not go with the filter.</summary>
    public static readonly DiagnosticDescriptor FilterSetting = Create(
        ProblemIds.FilterSetting,
        Categories.Values,
        "Setting does not go with the filter");

    /// <summary>CG2045: tap is not finite.</summary>
    public static readonly DiagnosticDescriptor TapNotFinite = Create(
        ProblemIds.TapNotFinite,
        Categories.Values,
        "Tap is not finite");

    /// <summary>CG2046: Fourier transforms do not fit.</summary>
    public static readonly DiagnosticDescriptor FftWindow = Create(
        ProblemIds.FftWindow,
        Categories.Values,
        "Fourier transforms do not fit");

    /// <summary>CG2047: Option of the project has an unknown value.</summary>
    public static readonly DiagnosticDescriptor UnknownOption = Create(
        ProblemIds.UnknownOption,
        Categories.Values,
        "Option of the project has an unknown value");
}

using System.Collections.Immutable;
using ConvGen.Model;
using Microsoft.CodeAnalysis;

namespace ConvGen.Analyzers.Diagnostics;

/// <summary>Every diagnostic. All are errors that cannot be switched off: without a valid declaration there is no code.</summary>
public static class Descriptors
{
    private const string HelpLinkBase = "https://github.com/convgen/convgen/blob/main/docs/diagnostics/";

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = [];

    /// <summary>CG0001: network class is not partial.</summary>
    public static readonly DiagnosticDescriptor NotPartial = Create(
        ProblemIds.NotPartial,
        Categories.Declaration,
        "Network class is not partial",
        "{0} '{1}' must be partial so that the code of network '{2}' can be added to it");

    /// <summary>CG0002: network class is generic.</summary>
    public static readonly DiagnosticDescriptor GenericType = Create(
        ProblemIds.GenericType,
        Categories.Declaration,
        "Network class is generic",
        "Network '{0}' cannot be generated because '{1}' is generic");

    /// <summary>CG0003: network has no input.</summary>
    public static readonly DiagnosticDescriptor NoInput = Create(
        ProblemIds.NoInput,
        Categories.Declaration,
        "Network has no input",
        "Network '{0}' has no [Input]; the shape of an example comes first, as in [Input(1, 28, 28)]");

    /// <summary>CG0004: layers on two parts of a class.</summary>
    public static readonly DiagnosticDescriptor LayersOnTwoParts = Create(
        ProblemIds.LayersOnTwoParts,
        Categories.Declaration,
        "Layers on two parts of a class",
        "The layers of network '{0}' must stand on one part of the class: the order of attributes on different parts is undefined");

    /// <summary>CG0005: name used twice.</summary>
    public static readonly DiagnosticDescriptor DuplicateName = Create(
        ProblemIds.DuplicateName,
        Categories.Declaration,
        "Name used twice",
        "{0} cannot be named '{1}': {2} '{1}' has that name already");

    /// <summary>CG0006: name not usable.</summary>
    public static readonly DiagnosticDescriptor UnusableName = Create(
        ProblemIds.UnusableName,
        Categories.Declaration,
        "Name not usable",
        "{0} cannot be named '{1}': a name needs visible characters, no spaces around them and no control characters");

    /// <summary>CG0007: unknown layer name.</summary>
    public static readonly DiagnosticDescriptor UnknownName = Create(
        ProblemIds.UnknownName,
        Categories.Declaration,
        "Unknown layer name",
        "{0} reads '{1}', but no layer above it has that name{2}");

    /// <summary>CG0008: layer reads a later one.</summary>
    public static readonly DiagnosticDescriptor LaterLayer = Create(
        ProblemIds.LaterLayer,
        Categories.Declaration,
        "Layer reads a later one",
        "{0} reads {1}; only layers above it can be read");

    /// <summary>CG0009: network has no layer.</summary>
    public static readonly DiagnosticDescriptor NoLayer = Create(
        ProblemIds.NoLayer,
        Categories.Declaration,
        "Network has no layer",
        "Network '{0}' has an input but no layer");

    /// <summary>CG0010: inputs or outputs of one name.</summary>
    public static readonly DiagnosticDescriptor PortNames = Create(
        ProblemIds.PortNames,
        Categories.Declaration,
        "Inputs or outputs of one name",
        "Network '{0}' has inputs or outputs '{1}' and '{2}', which would both be the parameter '{3}'");

    /// <summary>CG0011: layer above the input.</summary>
    public static readonly DiagnosticDescriptor NothingAbove = Create(
        ProblemIds.NothingAbove,
        Categories.Declaration,
        "Layer above the input",
        "{0} has nothing above it to read; [Input] must stand first");

    /// <summary>CG0012: type cannot be a network.</summary>
    public static readonly DiagnosticDescriptor UnsupportedType = Create(
        ProblemIds.UnsupportedType,
        Categories.Declaration,
        "Type cannot be a network",
        "Network '{0}' must be a plain class, but it is {1}");

    /// <summary>CG0013: nothing to combine.</summary>
    public static readonly DiagnosticDescriptor NothingToCombine = Create(
        ProblemIds.NothingToCombine,
        Categories.Declaration,
        "Nothing to combine",
        "{0} combines several layers, but names none");

    /// <summary>CG0014: no block to use.</summary>
    public static readonly DiagnosticDescriptor NoBlock = Create(
        ProblemIds.NoBlock,
        Categories.Declaration,
        "No block to use",
        "'{0}' cannot be used as a block: {1}");

    /// <summary>CG0015: filters of a block unknown.</summary>
    public static readonly DiagnosticDescriptor BlockFilters = Create(
        ProblemIds.BlockFilters,
        Categories.Declaration,
        "Filters of a block unknown",
        "Block '{0}' counts in Block.Filters, {1}");

    /// <summary>CG1001: output size is not an integer.</summary>
    public static readonly DiagnosticDescriptor NonIntegerOutput = Create(
        ProblemIds.NonIntegerOutput,
        Categories.Shapes,
        "Output size is not an integer",
        "{0}, {1}: {2} = {3} is not an integer. Fits: {4}.");

    /// <summary>CG1002: kernel larger than its padded input.</summary>
    public static readonly DiagnosticDescriptor KernelTooLarge = Create(
        ProblemIds.KernelTooLarge,
        Categories.Shapes,
        "Kernel larger than its padded input",
        "{0}, {1}: kernel {2} is larger than the padded input {3}");

    /// <summary>CG1003: output of zero size.</summary>
    public static readonly DiagnosticDescriptor EmptyOutput = Create(
        ProblemIds.EmptyOutput,
        Categories.Shapes,
        "Output of zero size",
        "{0}, {1}: the dilated kernel spans {2}, more than the padded input {3}; the output would be empty");

    /// <summary>CG1004: pooling window of nothing but padding.</summary>
    public static readonly DiagnosticDescriptor PoolingPadding = Create(
        ProblemIds.PoolingPadding,
        Categories.Shapes,
        "Pooling window of nothing but padding",
        "{0}, {1}: with padding {2} a window of kernel {3} holds nothing but padding; padding must be smaller than the kernel");

    /// <summary>CG1005: groups do not divide channels.</summary>
    public static readonly DiagnosticDescriptor Groups = Create(
        ProblemIds.Groups,
        Categories.Shapes,
        "Groups do not divide channels",
        "{0}: {1} groups do not divide {2} {3}");

    /// <summary>CG1006: input without spatial axes.</summary>
    public static readonly DiagnosticDescriptor RankMismatch = Create(
        ProblemIds.RankMismatch,
        Categories.Shapes,
        "Input without spatial axes",
        "{0} needs an input with spatial axes, as 16×28×28, but reads {1} features");

    /// <summary>CG1007: array does not have one number per axis.</summary>
    public static readonly DiagnosticDescriptor AxisCount = Create(
        ProblemIds.AxisCount,
        Categories.Shapes,
        "Array does not have one number per axis",
        "{0}: the length of {1} is {2}, but the number of spatial axes is {3}");

    /// <summary>CG1008: shapes that do not combine.</summary>
    public static readonly DiagnosticDescriptor CombinedShapes = Create(
        ProblemIds.CombinedShapes,
        Categories.Shapes,
        "Shapes that do not combine",
        "{0} cannot combine the shapes {1}; along each axis sizes must be equal or 1");

    /// <summary>CG1009: concatenation of different spatial sizes.</summary>
    public static readonly DiagnosticDescriptor ConcatShapes = Create(
        ProblemIds.ConcatShapes,
        Categories.Shapes,
        "Concatenation of different spatial sizes",
        "{0} cannot join different spatial sizes: {1}");

    /// <summary>CG1010: budget of parameters exceeded.</summary>
    public static readonly DiagnosticDescriptor ParameterBudget = Create(
        ProblemIds.ParameterBudget,
        Categories.Shapes,
        "Budget of parameters exceeded",
        "Network '{0}' has {1} parameters, {2} over the budget of {3}; the most are in {4}: {5}");

    /// <summary>CG1011: budget of multiply-accumulates exceeded.</summary>
    public static readonly DiagnosticDescriptor MacBudget = Create(
        ProblemIds.MacBudget,
        Categories.Shapes,
        "Budget of multiply-accumulates exceeded",
        "Network '{0}' needs {1} multiply-accumulates per example, {2} over the budget of {3}; the most are in {4}: {5}");

    /// <summary>CG1012: budget of arena bytes exceeded.</summary>
    public static readonly DiagnosticDescriptor ArenaBudget = Create(
        ProblemIds.ArenaBudget,
        Categories.Shapes,
        "Budget of arena bytes exceeded",
        "Network '{0}' needs an arena of {1} bytes, {2} over the budget of {3}");

    /// <summary>CG1013: size overflow.</summary>
    public static readonly DiagnosticDescriptor SizeOverflow = Create(
        ProblemIds.SizeOverflow,
        Categories.Shapes,
        "Size overflow",
        "{0} is too large: {1}");

    /// <summary>CG1014: padding leaves no output.</summary>
    public static readonly DiagnosticDescriptor PaddingTakesAll = Create(
        ProblemIds.PaddingTakesAll,
        Categories.Shapes,
        "Padding leaves no output",
        "{0}, {1}: {2} = {3}; padding takes away every output position");

    /// <summary>CG1015: array does not have one number per channel.</summary>
    public static readonly DiagnosticDescriptor ChannelCount = Create(
        ProblemIds.ChannelCount,
        Categories.Shapes,
        "Array does not have one number per channel",
        "{0}: the length of {1} is {2}, but it must be 1 or the number of channels, which is {3}");

    /// <summary>CG1020: more axes normalised than there are.</summary>
    public static readonly DiagnosticDescriptor NormalisedAxes = Create(
        ProblemIds.NormalisedAxes,
        Categories.Shapes,
        "More axes normalised than there are",
        "{0} cannot normalise over the last {1} axes of {2}, which has {3}");

    /// <summary>CG1035: reflection reaches beyond the map.</summary>
    public static readonly DiagnosticDescriptor ReflectionReach = Create(
        ProblemIds.ReflectionReach,
        Categories.Shapes,
        "Reflection reaches beyond the map",
        "{0}, {1}: a reflection of {2} positions needs an input of more than {2}, but it has {3}");

    /// <summary>CG1016: tied tensors of different shapes.</summary>
    public static readonly DiagnosticDescriptor TiedShapes = Create(
        ProblemIds.TiedShapes,
        Categories.Shapes,
        "Tied tensors of different shapes",
        "{0} cannot share the tensor '{1}': it is {2}, and here {3} is needed");

    /// <summary>CG1025: pieces do not divide channels.</summary>
    public static readonly DiagnosticDescriptor MaxoutPieces = Create(
        ProblemIds.MaxoutPieces,
        Categories.Shapes,
        "Pieces do not divide channels",
        "{0}: {1} pieces do not divide {2} channels");

    /// <summary>CG1026: values do not fit the pooling.</summary>
    public static readonly DiagnosticDescriptor UnpoolShapes = Create(
        ProblemIds.UnpoolShapes,
        Categories.Shapes,
        "Values do not fit the pooling",
        "{0} puts back values of shape {1}, but the pooling that From names has the shape {2}");

    /// <summary>CG1027: no pooling to undo.</summary>
    public static readonly DiagnosticDescriptor NoPooling = Create(
        ProblemIds.NoPooling,
        Categories.Shapes,
        "No pooling to undo",
        "{0} needs From = the name of a MaxPool above it, but {1}");

    /// <summary>CG1045: more tiles than positions.</summary>
    public static readonly DiagnosticDescriptor TooManyTiles = Create(
        ProblemIds.TooManyTiles,
        Categories.Shapes,
        "More tiles than positions",
        "{0}, {1}: {2} tiles need as many output positions, but there are {3}; the other kernels would never be used");

    /// <summary>CG1046: taps do not fill the kernel.</summary>
    public static readonly DiagnosticDescriptor TapCount = Create(
        ProblemIds.TapCount,
        Categories.Shapes,
        "Taps do not fill the kernel",
        "{0}: Taps has {1} numbers, but a kernel of {2} has {3}");

    /// <summary>CG1047: filter needs a plane.</summary>
    public static readonly DiagnosticDescriptor FilterRank = Create(
        ProblemIds.FilterRank,
        Categories.Shapes,
        "Filter needs a 2-D map",
        "{0}: {1} is defined over 2-D maps, but the input is {2}");

    /// <summary>CG1048: filter has a fixed size.</summary>
    public static readonly DiagnosticDescriptor FilterSize = Create(
        ProblemIds.FilterSize,
        Categories.Shapes,
        "Filter has a fixed size",
        "{0}: {1} has 3 taps along each axis, but the kernel is {2}");

    /// <summary>CG1036: range outside the input.</summary>
    public static readonly DiagnosticDescriptor RangeOutside = Create(
        ProblemIds.RangeOutside,
        Categories.Shapes,
        "Range outside the input",
        "{0}, {1}: the range from {2} to {3} is not inside the input, which has {4}");

    /// <summary>CG1037: scale leaves no output.</summary>
    public static readonly DiagnosticDescriptor ScaledToNothing = Create(
        ProblemIds.ScaledToNothing,
        Categories.Shapes,
        "Scale leaves no output",
        "{0}, {1}: {2} positions scaled by {3} leave none");

    /// <summary>CG1038: reshape to another length.</summary>
    public static readonly DiagnosticDescriptor ReshapedLength = Create(
        ProblemIds.ReshapedLength,
        Categories.Shapes,
        "Reshape to another length",
        "{0} cannot make {1} of {2}: they have {3} and {4} values");

    /// <summary>CG1039: blocks do not tile the map.</summary>
    public static readonly DiagnosticDescriptor BlockTiling = Create(
        ProblemIds.BlockTiling,
        Categories.Shapes,
        "Blocks do not tile the map",
        "{0}, {1}: {2} positions are no multiple of {3}");

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

    /// <summary>CG2035: value of padding is not finite.</summary>
    public static readonly DiagnosticDescriptor PadValue = Create(
        ProblemIds.PadValue,
        Categories.Values,
        "Value of padding is not finite",
        "{0}: Value must be finite in single precision, but is {1}");

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

    /// <summary>CG3001: nothing to train.</summary>
    public static readonly DiagnosticDescriptor NothingToTrain = Create(
        ProblemIds.NothingToTrain,
        Categories.Training,
        "Nothing to train",
        "Network '{0}' is marked [Trainable], but no layer has parameters");

    /// <summary>All of them, in the order of their identifiers.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [.. ById.Values.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    /// <summary>The descriptor of an identifier.</summary>
    /// <exception cref="KeyNotFoundException">There is no such identifier.</exception>
    public static DiagnosticDescriptor Of(string id) => ById[id];

    private static DiagnosticDescriptor Create(string id, string category, string title, string format)
    {
        var descriptor = new DiagnosticDescriptor(
            id,
            title,
            format,
            category,
            DiagnosticSeverity.Error,
            isEnabledByDefault: true,
            helpLinkUri: $"{HelpLinkBase}{id}.md",
            customTags: WellKnownDiagnosticTags.NotConfigurable);
        ById.Add(id, descriptor);
        return descriptor;
    }
}

using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;

namespace ConvGen.Analyzers.Diagnostics;

/// <content>Errors in shapes and sizes.</content>
public static partial class Descriptors
{
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

    /// <summary>CG1016: tied tensors of different shapes.</summary>
    public static readonly DiagnosticDescriptor TiedShapes = Create(
        ProblemIds.TiedShapes,
        Categories.Shapes,
        "Tied tensors of different shapes",
        "{0} cannot share the tensor '{1}': it is {2}, and here {3} is needed");

    /// <summary>CG1020: more axes normalised than there are.</summary>
    public static readonly DiagnosticDescriptor NormalisedAxes = Create(
        ProblemIds.NormalisedAxes,
        Categories.Shapes,
        "More axes normalised than there are",
        "{0} cannot normalise over the last {1} axes of {2}, which has {3}");

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

    /// <summary>CG1035: reflection reaches beyond the map.</summary>
    public static readonly DiagnosticDescriptor ReflectionReach = Create(
        ProblemIds.ReflectionReach,
        Categories.Shapes,
        "Reflection reaches beyond the map",
        "{0}, {1}: a reflection of {2} positions needs an input of more than {2}, but it has {3}");

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

    /// <summary>CG1049: network does not fit a further size of its input.</summary>
    public static readonly DiagnosticDescriptor SizeDoesNotFit = Create(
        ProblemIds.SizeDoesNotFit,
        Categories.Shapes,
        "Network does not fit a size",
        "With inputs of {0}: {1}");

    /// <summary>CG1050: weights change with the size of the input.</summary>
    public static readonly DiagnosticDescriptor SizeChangesWeights = Create(
        ProblemIds.SizeChangesWeights,
        Categories.Shapes,
        "Weights change with the size",
        "With inputs of {0} {1} would need {2} numbers for '{3}' instead of {4}, and all sizes share one set of weights; "
            + "a global or adaptive pooling before it makes it independent of the size");

    /// <summary>CG1051: axis cannot be reduced.</summary>
    public static readonly DiagnosticDescriptor ReducedAxis = Create(
        ProblemIds.ReducedAxis,
        Categories.Shapes,
        "Axis cannot be reduced",
        "{0}: axis {1} is not an axis of {2}, which has 0 (channels) to {3}, or is named twice");

    /// <summary>CG1052: axes are no permutation.</summary>
    public static readonly DiagnosticDescriptor PermutedAxes = Create(
        ProblemIds.PermutedAxes,
        Categories.Shapes,
        "Axes are no permutation",
        "{0}: the axes [{1}] do not name each of 0 (channels) to {2}, the axes of {3}, once");

    /// <summary>CG1053: matrices that do not fit.</summary>
    public static readonly DiagnosticDescriptor MatrixShapes = Create(
        ProblemIds.MatrixShapes,
        Categories.Shapes,
        "Matrices that do not fit",
        "{0} cannot multiply {1}; it needs two values, {2} and {3}");

    /// <summary>CG1054: positions that there are not.</summary>
    public static readonly DiagnosticDescriptor GatheredPosition = Create(
        ProblemIds.GatheredPosition,
        Categories.Shapes,
        "Position that there is not",
        "{0} cannot gather {1} of {2}; {3}");

    /// <summary>CG1060: too much code.</summary>
    public static readonly DiagnosticDescriptor TooMuchCode = Create(
        ProblemIds.TooMuchCode,
        Categories.Shapes,
        "Too much code",
        "{0}: with it the network has {1} {2}, which are written out in its code; the maximum is {3}");
}

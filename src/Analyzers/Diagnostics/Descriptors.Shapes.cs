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
        "Output size is not an integer");

    /// <summary>CG1002: kernel larger than its padded input.</summary>
    public static readonly DiagnosticDescriptor KernelTooLarge = Create(
        ProblemIds.KernelTooLarge,
        Categories.Shapes,
        "Kernel larger than its padded input");

    /// <summary>CG1003: output of zero size.</summary>
    public static readonly DiagnosticDescriptor EmptyOutput = Create(
        ProblemIds.EmptyOutput,
        Categories.Shapes,
        "Output of zero size");

    /// <summary>CG1004: pooling window of nothing but padding.</summary>
    public static readonly DiagnosticDescriptor PoolingPadding = Create(
        ProblemIds.PoolingPadding,
        Categories.Shapes,
        "Pooling window of nothing but padding");

    /// <summary>CG1005: groups do not divide channels.</summary>
    public static readonly DiagnosticDescriptor Groups = Create(
        ProblemIds.Groups,
        Categories.Shapes,
        "Groups do not divide channels");

    /// <summary>CG1006: input without spatial axes.</summary>
    public static readonly DiagnosticDescriptor RankMismatch = Create(
        ProblemIds.RankMismatch,
        Categories.Shapes,
        "Input without spatial axes");

    /// <summary>CG1007: array does not have one number per axis.</summary>
    public static readonly DiagnosticDescriptor AxisCount = Create(
        ProblemIds.AxisCount,
        Categories.Shapes,
        "Array does not have one number per axis");

    /// <summary>CG1008: shapes that do not combine.</summary>
    public static readonly DiagnosticDescriptor CombinedShapes = Create(
        ProblemIds.CombinedShapes,
        Categories.Shapes,
        "Shapes that do not combine");

    /// <summary>CG1009: concatenation of different spatial sizes.</summary>
    public static readonly DiagnosticDescriptor ConcatShapes = Create(
        ProblemIds.ConcatShapes,
        Categories.Shapes,
        "Concatenation of different spatial sizes");

    /// <summary>CG1010: budget of parameters exceeded.</summary>
    public static readonly DiagnosticDescriptor ParameterBudget = Create(
        ProblemIds.ParameterBudget,
        Categories.Shapes,
        "Budget of parameters exceeded");

    /// <summary>CG1011: budget of multiply-accumulates exceeded.</summary>
    public static readonly DiagnosticDescriptor MacBudget = Create(
        ProblemIds.MacBudget,
        Categories.Shapes,
        "Budget of multiply-accumulates exceeded");

    /// <summary>CG1012: budget of arena bytes exceeded.</summary>
    public static readonly DiagnosticDescriptor ArenaBudget = Create(
        ProblemIds.ArenaBudget,
        Categories.Shapes,
        "Budget of arena bytes exceeded");

    /// <summary>CG1013: size overflow.</summary>
    public static readonly DiagnosticDescriptor SizeOverflow = Create(
        ProblemIds.SizeOverflow,
        Categories.Shapes,
        "Size overflow");

    /// <summary>CG1014: padding leaves no output.</summary>
    public static readonly DiagnosticDescriptor PaddingTakesAll = Create(
        ProblemIds.PaddingTakesAll,
        Categories.Shapes,
        "Padding leaves no output");

    /// <summary>CG1015: array does not have one number per channel.</summary>
    public static readonly DiagnosticDescriptor ChannelCount = Create(
        ProblemIds.ChannelCount,
        Categories.Shapes,
        "Array does not have one number per channel");

    /// <summary>CG1016: tied tensors of different shapes.</summary>
    public static readonly DiagnosticDescriptor TiedShapes = Create(
        ProblemIds.TiedShapes,
        Categories.Shapes,
        "Tied tensors of different shapes");

    /// <summary>CG1020: more axes normalised than there are.</summary>
    public static readonly DiagnosticDescriptor NormalisedAxes = Create(
        ProblemIds.NormalisedAxes,
        Categories.Shapes,
        "More axes normalised than there are");

    /// <summary>CG1025: pieces do not divide channels.</summary>
    public static readonly DiagnosticDescriptor MaxoutPieces = Create(
        ProblemIds.MaxoutPieces,
        Categories.Shapes,
        "Pieces do not divide channels");

    /// <summary>CG1026: values do not fit the pooling.</summary>
    public static readonly DiagnosticDescriptor UnpoolShapes = Create(
        ProblemIds.UnpoolShapes,
        Categories.Shapes,
        "Values do not fit the pooling");

    /// <summary>CG1027: no pooling to undo.</summary>
    public static readonly DiagnosticDescriptor NoPooling = Create(
        ProblemIds.NoPooling,
        Categories.Shapes,
        "No pooling to undo");

    /// <summary>CG1035: reflection reaches beyond the map.</summary>
    public static readonly DiagnosticDescriptor ReflectionReach = Create(
        ProblemIds.ReflectionReach,
        Categories.Shapes,
        "Reflection reaches beyond the map");

    /// <summary>CG1036: range outside the input.</summary>
    public static readonly DiagnosticDescriptor RangeOutside = Create(
        ProblemIds.RangeOutside,
        Categories.Shapes,
        "Range outside the input");

    /// <summary>CG1037: scale leaves no output.</summary>
    public static readonly DiagnosticDescriptor ScaledToNothing = Create(
        ProblemIds.ScaledToNothing,
        Categories.Shapes,
        "Scale leaves no output");

    /// <summary>CG1038: reshape to another length.</summary>
    public static readonly DiagnosticDescriptor ReshapedLength = Create(
        ProblemIds.ReshapedLength,
        Categories.Shapes,
        "Reshape to another length");

    /// <summary>CG1039: blocks do not tile the map.</summary>
    public static readonly DiagnosticDescriptor BlockTiling = Create(
        ProblemIds.BlockTiling,
        Categories.Shapes,
        "Blocks do not tile the map");

    /// <summary>CG1045: more tiles than positions.</summary>
    public static readonly DiagnosticDescriptor TooManyTiles = Create(
        ProblemIds.TooManyTiles,
        Categories.Shapes,
        "More tiles than positions");

    /// <summary>CG1046: taps do not fill the kernel.</summary>
    public static readonly DiagnosticDescriptor TapCount = Create(
        ProblemIds.TapCount,
        Categories.Shapes,
        "Taps do not fill the kernel");

    /// <summary>CG1047: filter needs a plane.</summary>
    public static readonly DiagnosticDescriptor FilterRank = Create(
        ProblemIds.FilterRank,
        Categories.Shapes,
        "Filter needs a 2-D map");

    /// <summary>CG1048: filter has a fixed size.</summary>
    public static readonly DiagnosticDescriptor FilterSize = Create(
        ProblemIds.FilterSize,
        Categories.Shapes,
        "Filter has a fixed size");

    /// <summary>CG1049: network does not fit a further size of its input.</summary>
    public static readonly DiagnosticDescriptor SizeDoesNotFit = Create(
        ProblemIds.SizeDoesNotFit,
        Categories.Shapes,
        "Network does not fit a size");

    /// <summary>CG1050: weights change with the size of the input.</summary>
    public static readonly DiagnosticDescriptor SizeChangesWeights = Create(
        ProblemIds.SizeChangesWeights,
        Categories.Shapes,
        "Weights change with the size");

    /// <summary>CG1051: axis cannot be reduced.</summary>
    public static readonly DiagnosticDescriptor ReducedAxis = Create(
        ProblemIds.ReducedAxis,
        Categories.Shapes,
        "Axis cannot be reduced");

    /// <summary>CG1052: axes are no permutation.</summary>
    public static readonly DiagnosticDescriptor PermutedAxes = Create(
        ProblemIds.PermutedAxes,
        Categories.Shapes,
        "Axes are no permutation");

    /// <summary>CG1053: matrices that do not fit.</summary>
    public static readonly DiagnosticDescriptor MatrixShapes = Create(
        ProblemIds.MatrixShapes,
        Categories.Shapes,
        "Matrices that do not fit");

    /// <summary>CG1054: positions that there are not.</summary>
    public static readonly DiagnosticDescriptor GatheredPosition = Create(
        ProblemIds.GatheredPosition,
        Categories.Shapes,
        "Position that there is not");

    /// <summary>CG1055: causal padding of several axes.</summary>
    public static readonly DiagnosticDescriptor CausalAxes = Create(
        ProblemIds.CausalAxes,
        Categories.Shapes,
        "Causal padding of several axes");

    /// <summary>CG1060: too much code.</summary>
    public static readonly DiagnosticDescriptor TooMuchCode = Create(
        ProblemIds.TooMuchCode,
        Categories.Shapes,
        "Too much code");
}

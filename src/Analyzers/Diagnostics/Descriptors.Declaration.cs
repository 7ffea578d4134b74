using ConvGen.Model.Problems;
using Microsoft.CodeAnalysis;

namespace ConvGen.Analyzers.Diagnostics;

/// <content>Errors in the declaration.</content>
public static partial class Descriptors
{
    /// <summary>CG0001: network class is not partial.</summary>
    public static readonly DiagnosticDescriptor NotPartial = Create(
        ProblemIds.NotPartial,
        Categories.Declaration,
        "Network class is not partial");

    /// <summary>CG0002: network class is generic.</summary>
    public static readonly DiagnosticDescriptor GenericType = Create(
        ProblemIds.GenericType,
        Categories.Declaration,
        "Network class is generic");

    /// <summary>CG0003: network has no input.</summary>
    public static readonly DiagnosticDescriptor NoInput = Create(
        ProblemIds.NoInput,
        Categories.Declaration,
        "Network has no input");

    /// <summary>CG0004: layers on two parts of a class.</summary>
    public static readonly DiagnosticDescriptor LayersOnTwoParts = Create(
        ProblemIds.LayersOnTwoParts,
        Categories.Declaration,
        "Layers on two parts of a class");

    /// <summary>CG0005: name used twice.</summary>
    public static readonly DiagnosticDescriptor DuplicateName = Create(
        ProblemIds.DuplicateName,
        Categories.Declaration,
        "Name used twice");

    /// <summary>CG0006: name not usable.</summary>
    public static readonly DiagnosticDescriptor UnusableName = Create(
        ProblemIds.UnusableName,
        Categories.Declaration,
        "Name not usable");

    /// <summary>CG0007: unknown layer name.</summary>
    public static readonly DiagnosticDescriptor UnknownName = Create(
        ProblemIds.UnknownName,
        Categories.Declaration,
        "Unknown layer name");

    /// <summary>CG0008: layer reads a later one.</summary>
    public static readonly DiagnosticDescriptor LaterLayer = Create(
        ProblemIds.LaterLayer,
        Categories.Declaration,
        "Layer reads a later one");

    /// <summary>CG0009: network has no layer.</summary>
    public static readonly DiagnosticDescriptor NoLayer = Create(
        ProblemIds.NoLayer,
        Categories.Declaration,
        "Network has no layer");

    /// <summary>CG0010: inputs or outputs of one name.</summary>
    public static readonly DiagnosticDescriptor PortNames = Create(
        ProblemIds.PortNames,
        Categories.Declaration,
        "Inputs or outputs of one name");

    /// <summary>CG0011: layer above the input.</summary>
    public static readonly DiagnosticDescriptor NothingAbove = Create(
        ProblemIds.NothingAbove,
        Categories.Declaration,
        "Layer above the input");

    /// <summary>CG0012: type cannot be a network.</summary>
    public static readonly DiagnosticDescriptor UnsupportedType = Create(
        ProblemIds.UnsupportedType,
        Categories.Declaration,
        "Type cannot be a network");

    /// <summary>CG0013: nothing to combine.</summary>
    public static readonly DiagnosticDescriptor NothingToCombine = Create(
        ProblemIds.NothingToCombine,
        Categories.Declaration,
        "Nothing to combine");

    /// <summary>CG0014: no block to use.</summary>
    public static readonly DiagnosticDescriptor NoBlock = Create(
        ProblemIds.NoBlock,
        Categories.Declaration,
        "No block to use");

    /// <summary>CG0015: number of a block unknown.</summary>
    public static readonly DiagnosticDescriptor BlockNumber = Create(
        ProblemIds.BlockNumber,
        Categories.Declaration,
        "Number of a block unknown");

    /// <summary>CG0016: too many layers.</summary>
    public static readonly DiagnosticDescriptor TooManyLayers = Create(
        ProblemIds.TooManyLayers,
        Categories.Declaration,
        "Too many layers");

    /// <summary>CG0017: no file with weights.</summary>
    public static readonly DiagnosticDescriptor NoWeightFile = Create(
        ProblemIds.NoWeightFile,
        Categories.Declaration,
        "No file with weights");

    /// <summary>CG0020: fault of ConvGen.</summary>
    public static readonly DiagnosticDescriptor InternalFault = Create(
        ProblemIds.InternalFault,
        Categories.Declaration,
        "Internal error of ConvGen");

    /// <summary>CG0021: input stands last.</summary>
    public static readonly DiagnosticDescriptor InputLast = Create(
        ProblemIds.InputLast,
        Categories.Declaration,
        "Input stands last");

    /// <summary>CG0022: network and block in one class.</summary>
    public static readonly DiagnosticDescriptor BlockWithInput = Create(
        ProblemIds.BlockWithInput,
        Categories.Declaration,
        "Network and block in one class");

    /// <summary>CG0023: number of a block outside a block.</summary>
    public static readonly DiagnosticDescriptor BlockNumberOutside = Create(
        ProblemIds.BlockNumberOutside,
        Categories.Declaration,
        "Number of a block outside a block");

    /// <summary>CG0024: name of another library.</summary>
    public static readonly DiagnosticDescriptor ForeignName = Create(
        ProblemIds.ForeignName,
        Categories.Declaration,
        "Name of another library");

    /// <summary>CG0025: value that a block does not take.</summary>
    public static readonly DiagnosticDescriptor BlockValue = Create(
        ProblemIds.BlockValue,
        Categories.Declaration,
        "Value that a block does not take");

    /// <summary>CG0026: nothing to share.</summary>
    public static readonly DiagnosticDescriptor NothingToShare = Create(
        ProblemIds.NothingToShare,
        Categories.Declaration,
        "No tensors to share");

    /// <summary>CG0030: member that the network is given.</summary>
    public static readonly DiagnosticDescriptor MemberClash = Create(
        ProblemIds.MemberClash,
        Categories.Declaration,
        "Member collides with a generated one");

    /// <summary>CG0031: network named as one of its members.</summary>
    public static readonly DiagnosticDescriptor NetworkName = Create(
        ProblemIds.NetworkName,
        Categories.Declaration,
        "Network named like one of its members");

    /// <summary>CG0032: constructor that creates no network.</summary>
    public static readonly DiagnosticDescriptor ConstructorCallsNone = Create(
        ProblemIds.ConstructorCallsNone,
        Categories.Declaration,
        "Constructor that creates no network");

    /// <summary>CG0033: required member of a network.</summary>
    public static readonly DiagnosticDescriptor RequiredMember = Create(
        ProblemIds.RequiredMember,
        Categories.Declaration,
        "Required member of a network");

    /// <summary>CG0034: name that generated code uses.</summary>
    public static readonly DiagnosticDescriptor AliasTaken = Create(
        ProblemIds.AliasTaken,
        Categories.Declaration,
        "Name is an alias in generated code");
}

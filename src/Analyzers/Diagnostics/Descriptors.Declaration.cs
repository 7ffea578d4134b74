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
        "Block '{0}' uses BlockArgument.Filters, {1}");

    /// <summary>CG0016: too many layers.</summary>
    public static readonly DiagnosticDescriptor TooManyLayers = Create(
        ProblemIds.TooManyLayers,
        Categories.Declaration,
        "Too many layers",
        "{0}; a network may have {1} at most");

    /// <summary>CG0017: no file with weights.</summary>
    public static readonly DiagnosticDescriptor NoWeightFile = Create(
        ProblemIds.NoWeightFile,
        Categories.Declaration,
        "No file with weights",
        "[Pretrained] of network '{0}' names no file; give the name of a safetensors file, which is a resource of the assembly or lies " +
        "beside the program");

    /// <summary>CG0020: fault of ConvGen.</summary>
    public static readonly DiagnosticDescriptor InternalFault = Create(
        ProblemIds.InternalFault,
        Categories.Declaration,
        "Internal error of ConvGen",
        "ConvGen failed on network '{0}' with an internal error; please report it with the declaration: {1}");

    /// <summary>CG0021: input stands last.</summary>
    public static readonly DiagnosticDescriptor InputLast = Create(
        ProblemIds.InputLast,
        Categories.Declaration,
        "Input stands last",
        "{0} stands last, and without [Output] the last layer is the output of network '{1}'; no layer above it would be computed");

    /// <summary>CG0022: network and block in one class.</summary>
    public static readonly DiagnosticDescriptor BlockWithInput = Create(
        ProblemIds.BlockWithInput,
        Categories.Declaration,
        "Network and block in one class",
        "[Input] belongs to networks, but '{0}' is a block; a network uses it by [Use<{0}>]");

    /// <summary>CG0023: number of a block outside a block.</summary>
    public static readonly DiagnosticDescriptor BlockNumberOutside = Create(
        ProblemIds.BlockNumberOutside,
        Categories.Declaration,
        "Number of a block outside a block",
        "{0} uses BlockArgument.{1}, which stands for a number of the use and belongs in [Block] classes; " +
        "in network '{2}' the number itself has to be written");

    /// <summary>CG0024: name of another library.</summary>
    public static readonly DiagnosticDescriptor ForeignName = Create(
        ProblemIds.ForeignName,
        Categories.Declaration,
        "Name of another library",
        "There is no attribute '{0}'; ConvGen's is '{1}'");

    /// <summary>CG0030: member that the network is given.</summary>
    public static readonly DiagnosticDescriptor MemberClash = Create(
        ProblemIds.MemberClash,
        Categories.Declaration,
        "Member collides with a generated one",
        "{0} cannot be in network '{1}': it collides with {2}, which is generated");

    /// <summary>CG0031: network named as one of its members.</summary>
    public static readonly DiagnosticDescriptor NetworkName = Create(
        ProblemIds.NetworkName,
        Categories.Declaration,
        "Network named like one of its members",
        "Network '{0}' cannot have that name, because the {1} is generated in it");

    /// <summary>CG0032: constructor that creates no network.</summary>
    public static readonly DiagnosticDescriptor ConstructorCallsNone = Create(
        ProblemIds.ConstructorCallsNone,
        Categories.Declaration,
        "Constructor that creates no network",
        "Constructor of network '{0}' must begin with a generated one, as in ': this(options)', which creates the network");

    /// <summary>CG0033: required member of a network.</summary>
    public static readonly DiagnosticDescriptor RequiredMember = Create(
        ProblemIds.RequiredMember,
        Categories.Declaration,
        "Required member of a network",
        "{0} of network '{1}' cannot be required, because Load creates the network without it");

    /// <summary>CG0034: name that generated code uses.</summary>
    public static readonly DiagnosticDescriptor AliasTaken = Create(
        ProblemIds.AliasTaken,
        Categories.Declaration,
        "Name is an alias in generated code",
        "'{0}' needs another name: the code of network '{1}', in the same namespace, has an alias of this name");
}

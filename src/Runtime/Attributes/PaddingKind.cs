#if CONVGEN_MODEL
namespace ConvGen.Model.Shapes;
#else
namespace ConvGen;
#endif

/// <summary>How a window's padding is determined.</summary>
public enum PaddingKind
{
    /// <summary>The numbers given: <c>p</c>, <c>Pad</c>, or <c>PadBegin</c> and <c>PadEnd</c>.</summary>
    Explicit,

    /// <summary>None: the window stays inside the input.</summary>
    Valid,

    /// <summary>As much as makes the output ⌈input / stride⌉ long; the odd one goes to the end.</summary>
    Same,

    /// <summary>As much as makes the output ⌈input / stride⌉ long; the odd one goes to the beginning.</summary>
    SameLower,

    /// <summary>Effective kernel − 1 on both sides: every position in which the window touches the input.</summary>
    Full,

    /// <summary>
    /// Effective kernel − 1 at the beginning, nothing at the end: an output sees no later input, and there are ⌈input / stride⌉ of them.
    /// For maps of one axis. A transposed convolution has input · stride positions, and its padding takes away those at the end.
    /// </summary>
    Causal,
}

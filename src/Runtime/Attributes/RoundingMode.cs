#if CONVGEN_MODEL
namespace ConvGen.Model.Shapes;
#else
namespace ConvGen;
#endif

/// <summary>What a window does with an input that its stride does not tile.</summary>
public enum RoundingMode
{
    /// <summary>It is a compile error that shows the arithmetic and the nearest values that fit.</summary>
    Exact,

    /// <summary>The last, incomplete step is left out (PyTorch's default).</summary>
    Floor,

    /// <summary>
    /// The last, incomplete step is made, unless its window would start in the padding after the input (PyTorch's <c>ceil_mode</c>).
    /// </summary>
    Ceiling,
}

#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Structure;
#else
namespace ConvGen;
#endif

/// <summary>How the numbers that a layer keeps are stored.</summary>
public enum WeightPrecision
{
    /// <summary>32 bits, 24 of them significant.</summary>
    Float32,

    /// <summary>
    /// The upper 16 bits of a float, 8 of them significant: the same range, and a relative rounding error of at most 2⁻⁹.
    /// </summary>
    BFloat16,
}

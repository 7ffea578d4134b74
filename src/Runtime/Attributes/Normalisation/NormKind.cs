#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Normalisation;
#else
namespace ConvGen;
#endif

/// <summary>How the length of a vector is measured.</summary>
public enum NormKind
{
    /// <summary>The square root of the sum of squares.</summary>
    L2,

    /// <summary>The sum of magnitudes.</summary>
    L1,
}

#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Reshaping;
#else
namespace ConvGen;
#endif

/// <summary>What a position between others is made of.</summary>
public enum UpsampleMode
{
    /// <summary>The nearest, as <see cref="NearestRounding"/> says.</summary>
    Nearest,

    /// <summary>
    /// The two around it along each axis, by their distance: linear in one dimension, bilinear in two, trilinear in three.
    /// </summary>
    Bilinear,

    /// <summary>
    /// The four around it along each axis, by a cubic convolution (Keys 1981): cubic in one dimension, bicubic in two, tricubic in three.
    /// </summary>
    Bicubic,
}

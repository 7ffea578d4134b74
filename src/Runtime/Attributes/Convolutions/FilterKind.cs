#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Convolutions;
#else
namespace ConvGen;
#endif

/// <summary>What an <c>[ImageFilter]</c> does with each channel.</summary>
public enum FilterKind
{
    /// <summary>The mean of the window: every tap is 1/Πk.</summary>
    Box,

    /// <summary>A mean weighted by exp(−r²/(2·sigma²)), where r is the distance from the window's centre.</summary>
    Gaussian,

    /// <summary>Horizontal edges, on 2-D maps: [−1 −2 −1; 0 0 0; 1 2 1], positive where values grow downwards.</summary>
    SobelHorizontal,

    /// <summary>Vertical edges, on 2-D maps: [−1 0 1; −2 0 2; −1 0 1], positive where values grow to the right.</summary>
    SobelVertical,

    /// <summary>
    /// The sum of the second derivatives: 1 for each neighbour along an axis, −2 for each axis in the centre; [0 1 0; 1 −4 1; 0 1 0].
    /// </summary>
    Laplacian,

    /// <summary>The input less its Laplacian: [0 −1 0; −1 5 −1; 0 −1 0].</summary>
    Sharpen,

    /// <summary>The taps of its setting <c>Taps</c>.</summary>
    Custom,
}

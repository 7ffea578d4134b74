#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Convolutions;
#else
namespace ConvGen;
#endif

/// <summary>How a convolution is computed.</summary>
public enum ConvolutionAlgorithm
{
    /// <summary>
    /// What is estimated to be fastest for the layer's shape; by the definition where a layer before it makes infinities of ordinary
    /// numbers, as a logarithm or a division does.
    /// </summary>
    Auto,

    /// <summary>
    /// By the definition: every product is multiplied and summed. Only outputs whose windows hold an input depend on it, whatever it is.
    /// </summary>
    Direct,

    /// <summary>
    /// By Winograd's minimal filtering (Lavin and Gray 2015): 2 to 4 times fewer multiplications for 3×3 kernels of stride 1, and a
    /// relative error of some 1e-5 of the largest output. Of tiles of 4×4 outputs, an input that is infinite or NaN also
    /// reaches some that do not see it, at most 2 positions further, and one that is huge leaves its rounding there.
    /// </summary>
    Winograd,

    /// <summary>
    /// By Fourier transforms of tiles of the map (overlap-save), for kernels of stride 1 over 1-D and 2-D maps: the work hardly grows with
    /// the kernel. Relative error of some 1e-6 of the largest output, also of outputs of a tile that do not see it; what
    /// is infinite or NaN reaches all of a tile.
    /// </summary>
    Fft,
}

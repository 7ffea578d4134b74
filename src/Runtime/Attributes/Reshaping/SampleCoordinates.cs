#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Reshaping;
#else
namespace ConvGen;
#endif

/// <summary>Where position o of a map that changes its size from i to s·i lies on the map before.</summary>
public enum SampleCoordinates
{
    /// <summary>
    /// <see cref="Asymmetric"/> for the nearest position, <see cref="HalfPixel"/> for interpolation, as in PyTorch.
    /// </summary>
    Standard,

    /// <summary>(o + 1/2)/s − 1/2: positions are the centres of cells that tile the map.</summary>
    HalfPixel,

    /// <summary>The same, moved so that both maps have one centre where s·i is not an integer.</summary>
    HalfPixelSymmetric,

    /// <summary>o·(i − 1)/(output − 1): the first and last positions of both lie on each other.</summary>
    AlignCorners,

    /// <summary>o/s: the first positions of both lie on each other.</summary>
    Asymmetric,

    /// <summary>
    /// o·(i − 1)/(s·i − 1): <see cref="AlignCorners"/> with the output's length before it is rounded down, as in ONNX.
    /// </summary>
    AlignScaledCorners,

    /// <summary>(o + 1/2)/s: <see cref="HalfPixel"/> for the position whose cell it is in, as in TensorFlow's nearest neighbour.</summary>
    HalfPixelForNearest,
}

using System.ComponentModel;

#if CONVGEN_MODEL
namespace ConvGen.Model.Layers;
#else
namespace ConvGen.Engine;
#endif

/// <summary>What a parameter tensor does in its layer; for emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum TensorRole
{
    /// <summary>The weights of a convolution or dense layer; starts random.</summary>
    Weight,

    /// <summary>The biases of a convolution or dense layer; start at 0.</summary>
    Bias,

    /// <summary>The scale of a normalisation; starts at 1.</summary>
    Scale,

    /// <summary>The shift of a normalisation; starts at 0.</summary>
    Shift,

    /// <summary>A learned activation's slope of the negative side; starts at 0.25.</summary>
    Slope,

    /// <summary>A batch normalisation's running mean; starts at 0 and is not trained by the optimizer.</summary>
    RunningMean,

    /// <summary>A batch normalisation's running variance; starts at 1 and is not trained by the optimizer.</summary>
    RunningVariance,

    /// <summary>What a softmax makes weights of; starts at 0, which is equal weights.</summary>
    Score,

    /// <summary>Vectors that inputs are compared with; start at 0 and are fitted apart from training.</summary>
    Codewords,
}

namespace ConvGen.Model.Layers;

/// <summary>The role of a parameter tensor in its layer.</summary>
public enum TensorRole
{
    /// <summary>Multiplied with the input: kernels and dense matrices.</summary>
    Weight,

    /// <summary>Added per output channel.</summary>
    Bias,

    /// <summary>A normalisation's factor.</summary>
    Scale,

    /// <summary>A normalisation's summand.</summary>
    Shift,

    /// <summary>A learned activation's slope of the negative side.</summary>
    Slope,

    /// <summary>The running mean per channel, followed by training rather than by the gradient.</summary>
    RunningMean,

    /// <summary>The running variance per channel, followed by training rather than by the gradient.</summary>
    RunningVariance,

    /// <summary>Scores, whose softmax is the weight.</summary>
    Score,

    /// <summary>Vectors that inputs are compared with, fitted apart from training.</summary>
    Codewords,
}

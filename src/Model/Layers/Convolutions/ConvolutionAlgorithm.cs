namespace ConvGen.Model.Layers.Convolutions;

/// <summary>How a convolution is computed. The values are those of the attribute's enumeration.</summary>
public enum ConvolutionAlgorithm
{
    /// <summary>What is estimated to be fastest for the layer's shape.</summary>
    Auto,

    /// <summary>By the definition.</summary>
    Direct,

    /// <summary>By Winograd's minimal filtering, for 3×3 kernels.</summary>
    Winograd,

    /// <summary>By Fourier transforms, for large kernels.</summary>
    Fft,
}

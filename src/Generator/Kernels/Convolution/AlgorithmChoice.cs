using ConvGen.Generator.Kernels.Fft;
using ConvGen.Generator.Kernels.Winograd;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Kernels.Convolution;

/// <summary>What decides about the algorithm of a convolution besides its shape.</summary>
/// <param name="Asked">The algorithm that the layer asks for.</param>
/// <param name="Memory">What reading weights costs in its network.</param>
internal readonly record struct AlgorithmChoice(ConvolutionAlgorithm Asked, MemoryModel Memory)
{
    /// <summary>How Winograd's algorithm is to do it; null for another algorithm.</summary>
    public WinogradPlan? Winograd(ChannelGroups channels, WindowGeometry window) => Asked is ConvolutionAlgorithm.Direct or ConvolutionAlgorithm.Fft
        ? null
        : WinogradPlan.Choose(channels, window, Memory, isAskedFor: Asked == ConvolutionAlgorithm.Winograd);

    /// <summary>How Fourier transforms are to do it, where Winograd's algorithm does not; null for another algorithm.</summary>
    public FftPlan? Fft(ChannelGroups channels, WindowGeometry window) => Asked is ConvolutionAlgorithm.Direct or ConvolutionAlgorithm.Winograd
        ? null
        : FftPlan.Choose(channels, window, Memory, isAskedFor: Asked == ConvolutionAlgorithm.Fft);
}

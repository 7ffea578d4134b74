using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Kernels.Fft;
using ConvGen.Generator.Kernels.Winograd;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>One of the dense convolutions that an operation consists of, and how it is done unless the network is exact.</summary>
/// <param name="Map">Its weights and its window.</param>
/// <param name="Winograd">Its tiles by Winograd's algorithm; null for another.</param>
/// <param name="Fft">Its tiles by Fourier transforms; null for another algorithm.</param>
internal sealed record ConvolutionPhase(WeightMapText Map, WinogradPlan? Winograd, FftPlan? Fft)
{
    /// <summary>Whether it is done by the definition.</summary>
    public bool IsDirect => Winograd is null && Fft is null;

    /// <summary>The window over whole tiles, which may read beyond the map; null where there are none.</summary>
    public WindowGeometry? Cover => Winograd?.Cover(Map.Window) ?? Fft?.Cover(Map.Window);

    /// <summary>Floats of the transformed weights, the routine that fills them, and its last arguments; not where it is done by the definition.</summary>
    public (int Length, string Routine, string Arguments) Packing => Winograd is not null
        ? (WinogradKernel.WeightLength(Winograd), nameof(Winograd), Of(Winograd.Transform.Outputs))
        : (Fft!.WeightLength, nameof(Fft), $"{Of(Fft.Rows)}, {Of(Fft.Columns)}");

    /// <summary>The phase with the algorithm that suits it.</summary>
    public static ConvolutionPhase Choose(WeightMapText map, ChannelGroups channels, AlgorithmChoice algorithm)
    {
        WinogradPlan? winograd = algorithm.Winograd(channels, map.Window);
        return new(map, winograd, winograd is null && map.Kernels is null ? algorithm.Fft(channels, map.Window) : null);
    }
}

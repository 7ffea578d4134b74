using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Planning;

/// <summary>One of the dense convolutions that an operation consists of, and how it is done unless the network is exact.</summary>
/// <param name="Map">Its window, and which weight goes where.</param>
/// <param name="Winograd">How Winograd's algorithm does it; null for another.</param>
/// <param name="Fft">How Fourier transforms do it; null for another.</param>
internal sealed record ConvolutionPhase(WeightMap Map, WinogradPlan? Winograd, FftPlan? Fft)
{
    /// <summary>Whether it is done by the definition.</summary>
    public bool IsDirect => Winograd is null && Fft is null;

    /// <summary>The window over whole tiles, which may read beyond the map; null where there are none.</summary>
    public WindowGeometry? Cover => Winograd?.Cover(Map.Window) ?? Fft?.Cover(Map.Window);
}

using ConvGen.Benchmarks.Measuring;

namespace ConvGen.Benchmarks.Networks;

/// <summary>A network that the benchmarks run.</summary>
/// <param name="Key">Its name on the command line: the class's.</param>
/// <param name="Title">Its name in tables.</param>
/// <param name="Create">Makes it.</param>
internal sealed record BenchmarkedNetwork<TNetwork>(string Key, string Title, Func<NetworkOptions, TNetwork> Create)
    where TNetwork : INetwork
{
    /// <summary>How far its outputs may be from a peer's, as a share of the largest.</summary>
    public double Tolerance { get; init; } = Agreement.OfFloats;

    /// <summary>Makes it with weights from a file; <see langword="null"/> when its first answer is not measured.</summary>
    public Func<string, NetworkOptions, TNetwork>? Load { get; init; }
}

using ConvGen.Benchmarks.Measuring;

namespace ConvGen.Benchmarks.Reporting;

/// <summary>One row: this library, and a peer beside it.</summary>
/// <param name="Mode">What was measured.</param>
/// <param name="Network">On which network.</param>
/// <param name="Threads">With how many threads.</param>
/// <param name="Ours">This library's times.</param>
/// <param name="Peer">Who was compared, if anybody.</param>
/// <param name="Theirs">The peer's times.</param>
/// <param name="Agreement">Whether both computed the same.</param>
/// <param name="Macs">The multiply-accumulates of one call, where they say something.</param>
/// <param name="PeakFraction">The share of the cores' measured peak that this library's fastest call reached.</param>
internal sealed record Comparison(
    string Mode,
    string Network,
    int Threads,
    Times Ours,
    string? Peer = null,
    Times? Theirs = null,
    Agreement? Agreement = null,
    long? Macs = null,
    double? PeakFraction = null)
{
    private const double BusyBelow = 0.85;

    /// <summary>The cores that the machine had for this process, before or after: the fewer.</summary>
    public double Cores { get; init; }

    /// <summary>Whether other processes held the cores, so that the times mean little.</summary>
    public bool Busy => Cores < BusyBelow * Threads;

    /// <summary>How many times as fast as the peer this library is: the ratio of the minima.</summary>
    public double? Ratio => Theirs?.Minimum / Ours.Minimum;
}

namespace ConvGen.Benchmarks.CommandLine;

/// <summary>What was asked for.</summary>
/// <param name="Modes">What to measure.</param>
/// <param name="Networks">The keys of the networks; empty for all.</param>
/// <param name="Threads">The numbers of threads.</param>
/// <param name="VectorBits">The widest vectors to use.</param>
/// <param name="Peer">The peer to compare with; <see langword="null"/> for each that is installed.</param>
/// <param name="Seconds">How long to measure one row.</param>
/// <param name="Json">The file for the results, if any.</param>
internal sealed record Settings(
    IReadOnlyCollection<string> Modes,
    IReadOnlyCollection<string> Networks,
    IReadOnlyCollection<int> Threads,
    int VectorBits,
    string? Peer,
    double Seconds,
    string? Json)
{
    /// <summary>How many examples a pass of the mode networks takes.</summary>
    public IReadOnlyCollection<int> Batches { get; init; } = [1];

    /// <summary>Whether a peer takes part.</summary>
    public bool Uses(string peer) => Wants(peer) && PeerInstallation.Has(peer);

    /// <summary>Whether a peer would take part if it were installed.</summary>
    public bool Misses(string peer) => Wants(peer) && !PeerInstallation.Has(peer);

    private bool Wants(string peer) => Peer is null || Peer == peer;
}

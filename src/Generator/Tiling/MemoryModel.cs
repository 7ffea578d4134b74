namespace ConvGen.Generator.Tiling;

/// <summary>
/// What reading weights costs, for estimates: those of a small network stay in the cache that cores share, those of a large one come from
/// memory in every pass.
/// </summary>
/// <param name="WeightBytes">Bytes of all the network's weights.</param>
internal readonly record struct MemoryModel(long WeightBytes)
{
    /// <summary>Bytes that stay in the cache near a core while a layer is computed.</summary>
    public const int CoreCacheBytes = 768 << 10;

    /// <summary>Bytes a cycle from the cache that cores share.</summary>
    public const double SharedCacheBytesPerCycle = 8;

    private const long SharedCacheBytes = 12L << 20;
    private const double MemoryBytesPerCycle = 3.5;

    /// <summary>Whether so many bytes of weights stay in the cache that cores share from one pass to the next.</summary>
    public static bool StaysInSharedCache(long bytes) => bytes <= SharedCacheBytes;

    /// <summary>Cycles until weights have come to the core once.</summary>
    public double FirstRead(double bytes) =>
        bytes / (StaysInSharedCache(WeightBytes) ? SharedCacheBytesPerCycle : MemoryBytesPerCycle);

    /// <summary>Cycles of reading weights once more.</summary>
    public static double ReadAgain(double bytes) => bytes <= CoreCacheBytes ? 0 : bytes / SharedCacheBytesPerCycle;

    /// <summary>Cycles of computing and reading at the same time: reading ahead hides most of the shorter of the two.</summary>
    public static double Combine(double compute, double read) => Math.Max(compute, read) + (0.2 * Math.Min(compute, read));
}

using System.Runtime.Versioning;

namespace ConvGen.Engine;

/// <summary>
/// Zeroed memory that Linux is asked to back with pages of 2 MB where it can (transparent huge pages; by default it waits to be asked).
/// Weights and maps of large networks are touched for the first time when they are loaded, and bringing in thousands of pages of 4 KB took
/// a third of the time to the first answer.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class LargePages
{
    /// <summary>The fewest bytes for which it is worth it.</summary>
    public const long Threshold = 2 * PageBytes;

    private const nint PageBytes = 2 << 20;

    // Where a block starts in its first page: all at the same place would compete for the same sets of the caches.
    private const uint Places = 8;
    private const nint PlaceBytes = (8 << 10) + 64;

    private static bool _isMissing;
    private static int _count;

    /// <summary>Allocates memory that starts at a large page.</summary>
    /// <param name="bytes">How many bytes.</param>
    /// <param name="mapping">What to give to <see cref="Free"/>.</param>
    /// <returns>Where the memory starts; 0 where the system has no such functions.</returns>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    public static nint TryAllocate(nint bytes, out nint mapping)
    {
        mapping = 0;
        if (_isMissing)
        {
            return 0;
        }

        try
        {
            // One page more, of which nothing is touched: the mapping starts wherever the system likes.
            mapping = LinuxMemory.Map(MappedBytes(bytes), LinuxMemory.ReadWrite);
            nint page = (mapping + PageBytes - 1) / PageBytes * PageBytes;
            nint start = page + ((nint)((uint)Interlocked.Increment(ref _count) % Places) * PlaceBytes);
            LinuxMemory.PreferLargePages(page, start + bytes - page);
            return start;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            _isMissing = true;
            return 0;
        }
    }

    /// <summary>Gives the memory back.</summary>
    /// <param name="mapping">What <see cref="TryAllocate"/> returned.</param>
    /// <param name="bytes">How many bytes it was asked for.</param>
    public static void Free(nint mapping, nint bytes) => LinuxMemory.Unmap(mapping, MappedBytes(bytes));

    private static nint MappedBytes(nint bytes) => bytes > nint.MaxValue - (2 * PageBytes)
        ? throw new OutOfMemoryException()
        : bytes + PageBytes + ((nint)Places * PlaceBytes);
}

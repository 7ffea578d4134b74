using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ConvGen.Engine;

/// <summary>Pages of memory, as Linux gives them to a process.</summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxMemory
{
    /// <summary>Pages that nobody may touch: PROT_NONE.</summary>
    public const int NoAccess = 0;

    /// <summary>Pages to read and to write: PROT_READ | PROT_WRITE.</summary>
    public const int ReadWrite = 3;

    private const int PrivateAnonymous = 0x22; // MAP_PRIVATE | MAP_ANONYMOUS
    private const int HugePages = 14; // MADV_HUGEPAGE
    private const nint Failed = -1; // MAP_FAILED

    /// <summary>Maps zeroed pages.</summary>
    /// <param name="bytes">How many bytes.</param>
    /// <param name="protection">What may be done with them.</param>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    public static nint Map(nint bytes, int protection)
    {
        nint start = Map(0, bytes, protection, PrivateAnonymous, file: -1, offset: 0);
        return start == Failed ? throw new OutOfMemoryException() : start;
    }

    /// <summary>Says what may be done with pages from now on.</summary>
    /// <returns>Whether that was possible.</returns>
    public static bool TryProtect(nint start, nint bytes, int protection) => Protect(start, bytes, protection) == 0;

    /// <summary>Asks for large pages; where that is refused they are small.</summary>
    public static void PreferLargePages(nint start, nint bytes) => _ = Advise(start, bytes, HugePages);

    /// <summary>Gives pages back.</summary>
    public static void Unmap(nint start, nint bytes) => _ = Release(start, bytes);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint length, int advice);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Release(nint address, nint length);
}

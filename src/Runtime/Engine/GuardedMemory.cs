using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ConvGen.Engine;

/// <summary>
/// Zeroed memory that ends where a page begins that nobody may touch, with another such page before it: whoever reads or writes beyond the
/// end, or after it has been freed, is stopped at that very instruction. For tests; it takes at least three pages.
/// </summary>
internal static unsafe partial class GuardedMemory
{
    private const uint Reserve = 0x2000, Commit = 0x1000, Release = 0x8000;
    private const uint WindowsNoAccess = 1, WindowsReadWrite = 4;

    private static readonly nint Page = Environment.SystemPageSize;

    /// <summary>Allocates memory.</summary>
    /// <param name="bytes">How many bytes, at least one.</param>
    /// <returns>What to give to <see cref="Free"/>.</returns>
    /// <exception cref="PlatformNotSupportedException">It is not done on this system.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    public static nint Allocate(nint bytes)
    {
        if (bytes > nint.MaxValue - (3 * Page))
        {
            throw new OutOfMemoryException();
        }

        nint length = Length(bytes);
        nint usable = length - (2 * Page);
        nint region;
        if (OperatingSystem.IsLinux())
        {
            region = LinuxMemory.Map(length, LinuxMemory.NoAccess);
            if (!LinuxMemory.TryProtect(region + Page, usable, LinuxMemory.ReadWrite))
            {
                LinuxMemory.Unmap(region, length);
                throw new OutOfMemoryException();
            }
        }
        else if (OperatingSystem.IsWindows())
        {
            region = VirtualAlloc(0, length, Reserve, WindowsNoAccess);
            if (region == 0)
            {
                throw new OutOfMemoryException();
            }

            if (VirtualAlloc(region + Page, usable, Commit, WindowsReadWrite) == 0)
            {
                VirtualFree(region, 0, Release);
                throw new OutOfMemoryException();
            }
        }
        else
        {
            throw new PlatformNotSupportedException(
                "Buffers end at a protected page on Linux and Windows only; switch ConvGen.GuardPages off.");
        }

        // Numbers are no whole pages: what is read before the first of them is not a number, so that results show it.
        NativeMemory.Fill((void*)(region + Page), (nuint)(usable - bytes), 0xFF);
        return region;
    }

    /// <summary>Where the bytes begin.</summary>
    /// <param name="region">What <see cref="Allocate"/> returned.</param>
    /// <param name="bytes">How many bytes it was asked for.</param>
    public static nint Start(nint region, nint bytes) => region + Length(bytes) - Page - bytes;

    /// <summary>Gives the memory back, so that touching it is an error too.</summary>
    /// <param name="region">What <see cref="Allocate"/> returned.</param>
    /// <param name="bytes">How many bytes it was asked for.</param>
    public static void Free(nint region, nint bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            VirtualFree(region, 0, Release);
        }
        else if (OperatingSystem.IsLinux())
        {
            LinuxMemory.Unmap(region, Length(bytes));
        }
    }

    private static nint Length(nint bytes) => ((bytes + Page - 1) / Page + 2) * Page;

    [SupportedOSPlatform("windows")]
    [LibraryImport("kernel32")]
    private static partial nint VirtualAlloc(nint address, nint length, uint kind, uint protection);

    [SupportedOSPlatform("windows")]
    [LibraryImport("kernel32")]
    private static partial int VirtualFree(nint address, nint length, uint kind);
}

using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ConvGen;

/// <summary>Tells files from what has a file's name but is none.</summary>
internal static unsafe partial class FileKind
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const uint WantsType = 1; // STATX_TYPE
    private const int StatusLength = 256, ModeOffset = 28; // struct statx and its stx_mode, the same on every processor
    private const int TypeMask = 0xF000, Regular = 0x8000; // S_IFMT, S_IFREG

    /// <summary>
    /// Checks that a path may be replaced by a file: that there is a file, or nothing. Devices and pipes are known on Linux and Windows.
    /// </summary>
    /// <param name="target">The path, which is no link.</param>
    /// <param name="path">What to call it.</param>
    /// <exception cref="IOException">There is something else.</exception>
    public static void RequireRegular(string target, string path)
    {
        if (Directory.Exists(target))
        {
            throw new IOException($"'{path}' is a directory, not a file.");
        }

        bool isDevice = OperatingSystem.IsWindows()
            ? target.StartsWith(@"\\.\", StringComparison.Ordinal)
            : OperatingSystem.IsLinux() && IsSpecial(target);
        if (isDevice)
        {
            throw new IOException($"'{path}' is a device, a pipe or the like, not a file; Save(Stream) writes to what is open.");
        }
    }

    [SupportedOSPlatform("linux")]
    private static bool IsSpecial(string path)
    {
        byte* status = stackalloc byte[StatusLength];
        return Status(CurrentDirectory, path, 0, WantsType, status) == 0 && (*(ushort*)(status + ModeOffset) & TypeMask) != Regular;
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int directory, string path, int flags, uint mask, byte* status);
}

namespace ConvGen;

/// <summary>Writes a file so that a crash at any moment leaves either the old one or the new one, whole.</summary>
internal static class AtomicFile
{
    // File systems take names of 255 bytes, and a character may have three.
    private const int LongestStem = 60;

    /// <summary>
    /// Writes beside the file, flushes to the disk, and renames; when anything fails, the old file stays and nothing else is left. A
    /// symbolic link stays, and what it leads to is written; the permissions of a file stay too.
    /// </summary>
    /// <exception cref="IOException">
    /// It cannot be written, or is a directory, a device, a pipe or the like; nothing has changed.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">It is read-only, or access is denied; nothing has changed.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string target = SymbolicLink.Resolve(Path.GetFullPath(path));
        FileKind.RequireRegular(target, path);
        bool exists = File.Exists(target);
        if (exists && (File.GetAttributes(target) & FileAttributes.ReadOnly) != 0)
        {
            throw new UnauthorizedAccessException($"'{path}' is read-only.");
        }

        string name = Path.GetFileName(target);
        string stem = name.Length > LongestStem ? name[..LongestStem] : name;
        string temporary = Path.Join(Path.GetDirectoryName(target), $"{stem}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                if (exists && !OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(target));
                }

                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception e)
        {
            DeleteQuietly(temporary);

            // The file that the caller knows is the one that could not be written.
            string message = e.Message.Replace(temporary, path, StringComparison.Ordinal);
            switch (e)
            {
                case UnauthorizedAccessException:
                    throw new UnauthorizedAccessException(message);
                case DirectoryNotFoundException:
                    throw new DirectoryNotFoundException(message);
                case IOException when message != e.Message:
                    throw new IOException(message, e.HResult);
                default:
                    throw;
            }
        }
    }

    /// <summary>What failed before is worth more to the caller than a failure to clean up after it.</summary>
    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}

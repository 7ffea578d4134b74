namespace ConvGen;

/// <summary>Opens files of data sets, plain or gzip, whatever their names say.</summary>
internal static class DataFile
{
    private const string GzipExtension = ".gz";

    /// <summary>Reads a file; when only its counterpart with or without .gz exists, that one.</summary>
    /// <typeparam name="T">What the file is read to.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="read">
    /// Reads the unpacked stream to its end, given the file that it comes from and its length where that is known beforehand.
    /// </param>
    /// <exception cref="DataFormatException">The file is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is neither of the two.</exception>
    public static T Read<T>(string path, Func<Stream, string, long?, T> read)
    {
        string existing = Find(path);
        using FileStream file = File.OpenRead(existing);
        return Read(file, existing, read);
    }

    /// <summary>Reads a file that is open.</summary>
    /// <typeparam name="T">What the file is read to.</typeparam>
    /// <param name="file">The file, at its beginning; it can seek.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="read">As for a path.</param>
    /// <exception cref="DataFormatException">The file is damaged.</exception>
    public static T Read<T>(Stream file, string name, Func<Stream, string, long?, T> read)
    {
        if (!IsGzip(file))
        {
            return read(file, name, file.Length);
        }

        try
        {
            using var unpacked = new GzipMembers(file);
            return read(unpacked, name, null);
        }
        catch (InvalidDataException e)
        {
            throw new DataFormatException($"{name}: the compressed data is damaged: {e.Message}", e);
        }
    }

    private static string Find(string path)
    {
        if (File.Exists(path))
        {
            return path;
        }

        string other = path.EndsWith(GzipExtension, StringComparison.OrdinalIgnoreCase)
            ? path[..^GzipExtension.Length]
            : path + GzipExtension;
        return File.Exists(other) ? other : throw new FileNotFoundException($"There is neither '{path}' nor '{other}'.", path);
    }

    private static bool IsGzip(Stream file)
    {
        Span<byte> magic = stackalloc byte[2];
        int got = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return got == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
    }
}

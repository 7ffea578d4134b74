using System.Buffers.Binary;
using System.IO.Compression;
using static System.FormattableString;

namespace ConvGen;

/// <summary>Opens files of data sets, plain or gzip, whatever their names say.</summary>
internal static class DataFile
{
    private const string GzipExtension = ".gz";

    /// <summary>Reads a file; when only its counterpart with or without .gz exists, that one.</summary>
    /// <typeparam name="T">What the file is read to.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="read">
    /// Reads the unpacked stream to its end, given the file that it comes from and its length where that is known beforehand; returns also how long it was.
    /// </param>
    /// <exception cref="DataFormatException">The file is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is neither of the two.</exception>
    public static T Read<T>(string path, Func<Stream, string, long?, (T Result, int Length)> read)
    {
        string existing = Find(path);
        using var file = File.OpenRead(existing);
        return Read(file, existing, read);
    }

    /// <summary>Reads a file that is open.</summary>
    /// <typeparam name="T">What the file is read to.</typeparam>
    /// <param name="file">The file, at its beginning; it can seek.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="read">As for a path.</param>
    /// <exception cref="DataFormatException">The file is damaged.</exception>
    public static T Read<T>(Stream file, string name, Func<Stream, string, long?, (T Result, int Length)> read)
    {
        if (!IsGzip(file))
        {
            return read(file, name, file.Length).Result;
        }

        try
        {
            uint unpackedLength = ReadUnpackedLength(file);
            using var unpacked = new GZipStream(file, CompressionMode.Decompress);
            var (result, length) = read(unpacked, name, null);
            return (uint)length == unpackedLength
                ? result
                : throw new DataFormatException(Invariant($"{name} is truncated: it should end with its unpacked length, {length}."));
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

        string other = path.EndsWith(GzipExtension, StringComparison.OrdinalIgnoreCase) ? path[..^GzipExtension.Length] : path + GzipExtension;
        return File.Exists(other) ? other : throw new FileNotFoundException($"There is neither '{path}' nor '{other}'.", path);
    }

    private static bool IsGzip(Stream file)
    {
        Span<byte> magic = stackalloc byte[2];
        int got = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return got == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
    }

    /// <summary>
    /// The last four bytes of a gzip file are the length of what it unpacks to (RFC 1952). The decompressor does not
    /// look at them, and takes a file that ends before its checksum for a whole one.
    /// </summary>
    private static uint ReadUnpackedLength(Stream file)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        file.Position = Math.Max(0, file.Length - length.Length);
        file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(length);
    }
}

using System.Buffers.Binary;
using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// A file in the idx format of the MNIST database, plain or gzip: two zero bytes, the element type, the number of
/// dimensions, each dimension as a big-endian 32-bit number, and the elements. Only unsigned bytes are read.
/// </summary>
/// <param name="Path">The file read.</param>
/// <param name="Dimensions">The dimensions, outermost first; none is 0.</param>
/// <param name="Elements">The elements, row by row.</param>
internal sealed record IdxFile(string Path, int[] Dimensions, byte[] Elements)
{
    private const byte UnsignedByte = 0x08;
    private const int MaxDimensions = 4;
    private const int FirstChunk = 64 * 1024;

    /// <summary>Reads a file; when only its counterpart with or without .gz exists, that one.</summary>
    /// <exception cref="DataFormatException">The file is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is neither of the two.</exception>
    public static IdxFile Load(string path) => DataFile.Read(path, Read);

    /// <summary>Reads a file that is open.</summary>
    /// <param name="file">The file, at its beginning; it can seek.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="DataFormatException">The file is damaged.</exception>
    public static IdxFile Load(Stream file, string name) => DataFile.Read(file, name, Read);

    private static IdxFile Read(Stream stream, string path, long? length)
    {
        Span<byte> header = stackalloc byte[4 + 4 * MaxDimensions];
        ReadHeaderPart(stream, header[..4], path);
        int count = header[3];
        if (header[0] != 0 || header[1] != 0 || header[2] != UnsignedByte || count is 0 or > MaxDimensions)
        {
            throw new DataFormatException(
                $"{path} is not an idx file of unsigned bytes: it begins with {Convert.ToHexString(header[..4])}, "
                + Invariant($"and 0000080n with n from 1 to {MaxDimensions} was expected."));
        }

        Span<byte> extents = header.Slice(4, 4 * count);
        ReadHeaderPart(stream, extents, path);
        int[] dimensions = new int[count];
        long size = 1;
        for (int i = 0; i < count; i++)
        {
            uint extent = BinaryPrimitives.ReadUInt32BigEndian(extents[(4 * i)..]);
            size = extent is 0 or > int.MaxValue || size > Array.MaxLength ? long.MaxValue : size * extent;
            if (size > Array.MaxLength)
            {
                throw new DataFormatException(
                    Invariant($"{path}: dimension {i + 1} of {count} is {extent}; ")
                    + Invariant($"dimensions must be positive, and their product at most {Array.MaxLength}."));
            }

            dimensions[i] = (int)extent;
        }

        if (length is { } all && all - 4 - 4 * count != size)
        {
            throw new DataFormatException(
                Invariant($"{path}: its {DescribeDimensions(dimensions)} elements take {size} bytes after the header, ")
                + Invariant($"and there are {all - 4 - 4 * count}."));
        }

        return new IdxFile(path, dimensions, ReadElements(stream, (int)size, length is null ? FirstChunk : (int)size, path, dimensions));
    }

    /// <summary>Reads all elements into a buffer that grows with what really arrives, whatever the header promised.</summary>
    private static byte[] ReadElements(Stream stream, int size, int first, string path, int[] dimensions)
    {
        byte[] elements = new byte[Math.Min(size, first)];
        int filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(elements.AsSpan(filled), elements.Length - filled, throwOnEndOfStream: false);
            if (filled < elements.Length)
            {
                throw new DataFormatException(
                    Invariant($"{path} is truncated: its {DescribeDimensions(dimensions)} elements take {size} bytes after the header, ")
                    + Invariant($"and there are {filled}."));
            }

            if (filled == size)
            {
                break;
            }

            Array.Resize(ref elements, (int)Math.Min(size, 2L * elements.Length));
        }

        // Reading past the end also lets the decompressor verify its checksums.
        return stream.ReadByte() < 0
            ? elements
            : throw new DataFormatException(Invariant($"{path} has trailing bytes after its {DescribeDimensions(dimensions)} elements."));
    }

    private static void ReadHeaderPart(Stream stream, Span<byte> part, string path)
    {
        if (stream.ReadAtLeast(part, part.Length, throwOnEndOfStream: false) < part.Length)
        {
            throw new DataFormatException($"{path} is truncated: it ends within the header of an idx file.");
        }
    }

    private static string DescribeDimensions(int[] dimensions) => string.Join('×', dimensions.Select(extent => Invariant($"{extent}")));
}

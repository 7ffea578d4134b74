using System.Buffers.Binary;
using System.IO.Compression;
using ConvGen;

namespace Samples;

/// <summary>Reads pictures from PNG (ISO 15948): eight bits for each of grey, grey with alpha, colour or colour with alpha, not interlaced.</summary>
internal static class PngReader
{
    private const int Signature = 8;
    private const int ChunkFrame = 12;

    /// <summary>Reads a picture.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its width and height, and red, green and blue of each pixel, row by row.</returns>
    /// <exception cref="DataFormatException">It is no such picture.</exception>
    public static (int Width, int Height, byte[] Pixels) Read(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        int width = 0, height = 0, channels = 0;
        using MemoryStream compressed = new();
        for (int at = Signature; at + ChunkFrame <= file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            if (length < 0 || length > file.Length - at - ChunkFrame)
                throw Damaged(path);
            ReadOnlySpan<byte> type = file.Slice(at + 4, 4), data = file.Slice(at + 8, length);
            if (type.SequenceEqual("IHDR"u8) && length >= 13)
                (width, height, channels) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]), Channels(path, data));
            else if (type.SequenceEqual("IDAT"u8))
                compressed.Write(data);
            at += length + ChunkFrame;
        }

        if (width < 1 || height < 1 || (long)width * height * BytesOf(channels) > int.MaxValue / 2)
            throw Damaged(path);
        return (width, height, ToColour(Lines(path, compressed, width * channels, height, channels), channels));
    }

    private static int Channels(string path, ReadOnlySpan<byte> header)
    {
        const int Depth = 8, Colour = 9, Interlaced = 12;
        int channels = header[Colour] switch { 0 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        return header[Depth] == 8 && channels > 0 && header[Interlaced] == 0
            ? channels
            : throw new DataFormatException($"'{path}' is no PNG with eight bits of grey or colour without interlacing.");
    }

    private static int BytesOf(int channels) => Math.Max(channels, 3);

    private static byte[] Lines(string path, MemoryStream compressed, int lineLength, int height, int channels)
    {
        byte[] lines = new byte[lineLength * height];
        compressed.Position = 0;
        try
        {
            using ZLibStream stream = new(compressed, CompressionMode.Decompress);
            for (int row = 0; row < height; row++)
            {
                int filter = stream.ReadByte();
                Span<byte> line = lines.AsSpan(row * lineLength, lineLength);
                stream.ReadExactly(line);
                Unfilter(line, row == 0 ? default : lines.AsSpan((row - 1) * lineLength, lineLength), channels, filter);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Damaged(path);
        }

        return lines;
    }

    // Each byte was stored less a prediction from its neighbours to the left, above, and both.
    private static void Unfilter(Span<byte> line, ReadOnlySpan<byte> above, int channels, int filter)
    {
        for (int i = 0; i < line.Length; i++)
        {
            int left = i < channels ? 0 : line[i - channels], up = above.IsEmpty ? 0 : above[i];
            int corner = i < channels || above.IsEmpty ? 0 : above[i - channels];
            line[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Paeth(left, up, corner),
                _ => throw new InvalidDataException(),
            });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        int estimate = left + up - corner;
        int toLeft = Math.Abs(estimate - left), toUp = Math.Abs(estimate - up), toCorner = Math.Abs(estimate - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static byte[] ToColour(byte[] lines, int channels)
    {
        byte[] pixels = new byte[lines.Length / channels * 3];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = lines[i / 3 * channels + (channels < 3 ? 0 : i % 3)];
        return pixels;
    }

    private static DataFormatException Damaged(string path) => new($"'{path}' is no PNG, or it is damaged.");
}

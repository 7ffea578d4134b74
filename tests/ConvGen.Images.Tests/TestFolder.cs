using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;

namespace ConvGen.Images.Tests;

/// <summary>A folder of images that is gone after the test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("convgen-").FullName;

    /// <summary>The path of a file or folder, by its name with slashes.</summary>
    public string this[string name] => Path.Combine([Root, .. name.Split('/')]);

    /// <summary>The pixels that most tests use: channel c of the pixel in row y, column x is 31·x + 17·y + 53·c + 7·x·y mod 256.</summary>
    public static int Color(int x, int y)
    {
        int red = 31 * x + 17 * y + 7 * x * y;
        return (red & 0xFF) << 16 | (red + 53 & 0xFF) << 8 | red + 106 & 0xFF;
    }

    public string WritePng(string name, int width, int height, Func<int, int, int>? color = null)
    {
        using SKBitmap bitmap = Bitmap(width, height, color ?? Color);
        return Encode(name, bitmap, SKEncodedImageFormat.Png, 100);
    }

    public string WriteJpeg(string name, int width, int height, Func<int, int, int> color)
    {
        using SKBitmap bitmap = Bitmap(width, height, color);
        return Encode(name, bitmap, SKEncodedImageFormat.Jpeg, 100);
    }

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    /// <summary>A file of zeros, of which it has only the first rows.</summary>
    public static byte[] BlackPng(int width, int height, int rows, int bits = 1)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] row = new byte[(width * bits + 7) / 8 + 1];
            for (int y = 0; y < rows; y++)
                zlib.Write(row);
        }

        byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, (byte)bits, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content)
    {
        byte[] chunk = [0, 0, 0, 0, .. name, .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        uint sum = uint.MaxValue;
        foreach (byte value in chunk.AsSpan(4, content.Length + 4))
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
                sum = sum >> 1 ^ ((sum & 1) == 0 ? 0 : 0xEDB88320);
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 8), ~sum);
        return chunk;
    }

    private static SKBitmap Bitmap(int width, int height, Func<int, int, int> color)
    {
        SKBitmap bitmap = new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < width * height; i++)
        {
            int value = color(i % width, i / width);
            ((ReadOnlySpan<byte>)[(byte)(value >> 16), (byte)(value >> 8), (byte)value, 255]).CopyTo(pixels[(4 * i)..]);
        }

        return bitmap;
    }

    private string Encode(string name, SKBitmap bitmap, SKEncodedImageFormat format, int quality)
    {
        using SKData data = bitmap.Encode(format, quality);
        return Write(name, data.ToArray());
    }
}

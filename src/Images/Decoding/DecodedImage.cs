using System.Buffers;
using SkiaSharp;
using static System.FormattableString;

namespace ConvGen.Images.Decoding;

/// <summary>The upright pixels of a file, four bytes each: red, green, blue, and one that nobody reads. In rented memory.</summary>
internal readonly ref struct DecodedImage : IDisposable
{
    private const int PixelBytes = 4;
    private const int PngBitDepthAt = 24;

    private readonly byte[] _pixels;
    private readonly Orientation _orientation;

    private DecodedImage(byte[] pixels, Orientation orientation, bool hasWideChannels)
    {
        _pixels = pixels;
        _orientation = orientation;
        HasWideChannels = hasWideChannels;
    }

    /// <summary>The height.</summary>
    public int Height => _orientation.Height;

    /// <summary>The width.</summary>
    public int Width => _orientation.Width;

    /// <summary>Whether the file has 16 bits for a channel, of which the lower ones are lost.</summary>
    public bool HasWideChannels { get; }

    /// <summary>The file name extensions of the formats, with their dots.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".jpg", ".jpeg", ".bmp", ".webp"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxPixels">The most pixels that are decoded.</param>
    /// <param name="applyOrientation">Whether to turn it as it says.</param>
    /// <exception cref="DataFormatException">The file is damaged, has another format, or too many pixels.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DecodedImage Read(string path, int maxPixels, bool applyOrientation)
    {
        using FileStream stream = File.OpenRead(path);
        if (stream.Length > Array.MaxLength)
        {
            throw new DataFormatException(Invariant($"{path} has {stream.Length} bytes, more than an image has."));
        }

        int length = (int)stream.Length;
        byte[] file = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
        try
        {
            stream.ReadExactly(file, 0, length);
            return Decode(file, length, path, maxPixels, applyOrientation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(file);
        }
    }

    /// <summary>Resizes a row.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="columns">To which positions.</param>
    /// <param name="line">Takes red, green and blue of each of them.</param>
    public void ResizeRow(int row, ByteFilter columns, Span<byte> line) => columns.ResizeColors(
        _pixels, (_orientation.Start + row * _orientation.Down) * PixelBytes, _orientation.Right * PixelBytes, line);

    /// <summary>The grey of a row, from 0: Pillow's rounding of 0.299·R + 0.587·G + 0.114·B.</summary>
    public void CopyGrayRow(int row, Span<byte> gray)
    {
        int from = (_orientation.Start + row * _orientation.Down) * PixelBytes;
        for (int x = 0; x < Width; x++)
        {
            ReadOnlySpan<byte> pixel = _pixels.AsSpan(from, 3);
            gray[x] = (byte)((19595 * pixel[0] + 38470 * pixel[1] + 7471 * pixel[2] + 0x8000) >> 16);
            from += _orientation.Right * PixelBytes;
        }
    }

    /// <summary>The red, green and blue of a pixel, as 0xRRGGBB.</summary>
    public int ColorAt(int row, int column)
    {
        int from = (_orientation.Start + row * _orientation.Down + column * _orientation.Right) * PixelBytes;
        return _pixels[from] << 16 | _pixels[from + 1] << 8 | _pixels[from + 2];
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_pixels);

    private static unsafe DecodedImage Decode(byte[] file, int length, string path, int maxPixels, bool applyOrientation)
    {
        fixed (byte* bytes = file)
        {
            using SKData data = SKData.Create((nint)bytes, length);
            using SKCodec? codec = SKCodec.Create(data);
            if (codec?.EncodedFormat is not
                (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Bmp or SKEncodedImageFormat.Webp))
            {
                throw new DataFormatException($"{path} is damaged, or is no PNG, JPEG, BMP or WebP.");
            }

            SKSizeI size = codec.Info.Size;
            if ((long)size.Width * size.Height > maxPixels)
            {
                throw new DataFormatException(
                    Invariant($"{path} has {size.Width}×{size.Height} pixels; {nameof(ImageOptions.MaxPixels)} is {maxPixels}."));
            }

            // Without a colour space nothing is converted, and without premultiplication transparent pixels keep their colours.
            SKImageInfo format = new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null);
            byte[] pixels = ArrayPool<byte>.Shared.Rent(format.BytesSize);
            SKCodecResult result;
            fixed (byte* to = pixels)
            {
                result = codec.GetPixels(format, (nint)to);
            }

            if (result != SKCodecResult.Success)
            {
                ArrayPool<byte>.Shared.Return(pixels);
                throw new DataFormatException(result == SKCodecResult.IncompleteInput
                    ? $"{path} is cut off: some of its pixels are missing."
                    : $"{path} is damaged: its pixels cannot be decoded ({result}).");
            }

            SKEncodedOrigin origin = applyOrientation ? codec.EncodedOrigin : SKEncodedOrigin.TopLeft;
            bool isWide = codec.EncodedFormat == SKEncodedImageFormat.Png && length > PngBitDepthAt && file[PngBitDepthAt] > 8;
            return new DecodedImage(pixels, Orientation.Of(origin, size.Height, size.Width), isWide);
        }
    }
}

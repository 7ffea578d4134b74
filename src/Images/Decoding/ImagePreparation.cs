using System.Buffers;

namespace ConvGen.Images.Decoding;

/// <summary>
/// Resizes decoded images as Pillow's <c>resize(…, BILINEAR)</c> does, bit for bit: first rows, then columns, each rounded to bytes. Only
/// what the example shows is computed. Working memory of one read.
/// </summary>
/// <param name="options">What becomes of images.</param>
internal sealed class ImagePreparation(ImageOptions options)
{
    private readonly ByteFilter _columns = new(options.Width);
    private readonly ByteFilter _rows = new(options.Height);
    private readonly int[] _sums = new int[options.Width * options.Channels];

    /// <summary>Makes the pixels of an example, channels side by side.</summary>
    /// <param name="image">The image.</param>
    /// <param name="example">Takes H·W·C bytes.</param>
    public void Prepare(DecodedImage image, Span<byte> example)
    {
        var fit = FitGeometry.Of(options, image.Height, image.Width);
        (int top, int height) = Shown(fit.Top, fit.Height, options.Height);
        (int left, int width) = Shown(fit.Left, fit.Width, options.Width);
        if (height < options.Height || width < options.Width)
        {
            example.Fill(options.Fill);
        }

        _columns.Set(image.Width, fit.Width, Math.Max(fit.Left, 0), width);
        _rows.Set(image.Height, fit.Height, Math.Max(fit.Top, 0), height);
        int channels = options.Channels;
        int line = width * channels;
        byte[] gray = ArrayPool<byte>.Shared.Rent(image.Width);
        byte[] narrow = ArrayPool<byte>.Shared.Rent((_rows.End - _rows.First) * line);
        for (int y = _rows.First; y < _rows.End; y++)
        {
            Span<byte> to = narrow.AsSpan((y - _rows.First) * line, line);
            if (channels == 3)
            {
                image.ResizeRow(y, _columns, to);
            }
            else
            {
                image.CopyGrayRow(y, gray);
                _columns.Resize(gray, to);
            }
        }

        for (int y = 0; y < height; y++)
        {
            _rows.ResizeLines(y, narrow, _sums, example.Slice(((top + y) * options.Width + left) * channels, line));
        }

        ArrayPool<byte>.Shared.Return(gray);
        ArrayPool<byte>.Shared.Return(narrow);
    }

    /// <summary>The part of an axis of the example that shows the image: where it begins, and how long it is.</summary>
    /// <param name="margin">The position of the image that is the example's first.</param>
    /// <param name="have">The positions of the image.</param>
    /// <param name="want">Those of the example.</param>
    internal static (int Begin, int Count) Shown(int margin, int have, int want)
    {
        int begin = Math.Max(-margin, 0);
        return (begin, Math.Min(want - begin, have - Math.Max(margin, 0)));
    }
}

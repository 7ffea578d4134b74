using SkiaSharp;

namespace Service;

/// <summary>Pictures as they are sent.</summary>
internal static class Picture
{
    /// <summary>The most pixels of a picture. A file of a few kilobytes may claim thousands of millions, each of which takes four bytes.</summary>
    public const int MaxPixels = 16_000_000;

    /// <summary>Decodes a picture: its middle, as large as fits, in the size that the network wants.</summary>
    /// <param name="file">The file that was sent.</param>
    /// <param name="pixels">Gets red, green and blue of each pixel, row by row.</param>
    /// <returns>The size of the picture.</returns>
    /// <exception cref="PictureException">It is no PNG or JPEG, too large, or damaged.</exception>
    public static SKSizeI Decode(ReadOnlySpan<byte> file, Span<byte> pixels)
    {
        using SKData data = SKData.CreateCopy(file);
        using SKCodec codec = SKCodec.Create(data);
        if (codec?.EncodedFormat is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg))
            throw new PictureException(StatusCodes.Status415UnsupportedMediaType, "Send a PNG or a JPEG.");

        SKSizeI size = codec.Info.Size;
        if ((long)size.Width * size.Height > MaxPixels)
            throw new PictureException(StatusCodes.Status422UnprocessableEntity, $"The picture has more than {MaxPixels:N0} pixels.");

        using SKBitmap picture = new(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(picture.Info, picture.GetPixels()) != SKCodecResult.Success)
            throw new PictureException(StatusCodes.Status422UnprocessableEntity, "The picture is damaged.");

        Scale(picture, pixels);
        return size;
    }

    private static void Scale(SKBitmap picture, Span<byte> pixels)
    {
        const int Side = TextureNetwork.Side;

        float edge = Math.Min(picture.Width, picture.Height);
        SKRect middle = SKRect.Create((picture.Width - edge) / 2, (picture.Height - edge) / 2, edge, edge);
        using SKBitmap scaled = new(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (SKCanvas canvas = new(scaled))
        using (SKImage image = SKImage.FromBitmap(picture))
        {
            canvas.Clear(SKColors.White);
            canvas.DrawImage(image, middle, SKRect.Create(Side, Side), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        ReadOnlySpan<byte> colours = scaled.GetPixelSpan();
        for (int pixel = 0; pixel < Side * Side; pixel++)
            colours.Slice(4 * pixel, 3).CopyTo(pixels[(3 * pixel)..]);
    }
}

using SkiaSharp;

namespace Classify;

/// <summary>Pictures as networks want them.</summary>
internal static class Picture
{
    private const int Colours = 3;

    /// <summary>Reads a picture: its middle, as large as fits, in the size that is wanted.</summary>
    /// <param name="path">The file.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="width">The width in pixels.</param>
    /// <returns>Red, green and blue of each pixel, row by row.</returns>
    /// <exception cref="IOException">It cannot be read, or is no picture.</exception>
    public static byte[] Read(string path, int height, int width)
    {
        using FileStream file = File.OpenRead(path);
        using SKBitmap picture = SKBitmap.Decode(file) ?? throw new IOException($"'{path}' is no picture that can be read");
        float scale = Math.Min((float)picture.Width / width, (float)picture.Height / height);
        SKRect middle = SKRect.Create(
            (picture.Width - (width * scale)) / 2, (picture.Height - (height * scale)) / 2, width * scale, height * scale);
        using SKBitmap scaled = new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (SKCanvas canvas = new(scaled))
        using (SKImage image = SKImage.FromBitmap(picture))
        {
            canvas.Clear(SKColors.White);
            canvas.DrawImage(image, middle, SKRect.Create(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        return [.. scaled.Pixels.SelectMany(pixel => new[] { pixel.Red, pixel.Green, pixel.Blue })];
    }

    /// <summary>Orders and scales a picture.</summary>
    /// <param name="colours">Red, green and blue of each pixel.</param>
    /// <param name="scale">The numbers that are wanted.</param>
    /// <param name="isInterleaved">Whether the channels of a pixel are side by side.</param>
    public static float[] ToFloats(ReadOnlySpan<byte> colours, PixelScale scale, bool isInterleaved)
    {
        int pixels = colours.Length / Colours;
        float[] floats = new float[colours.Length];
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            for (int channel = 0; channel < Colours; channel++)
            {
                int colour = scale.Colour(channel);
                int place = isInterleaved ? (pixel * Colours) + channel : (channel * pixels) + pixel;
                floats[place] = scale.Scale(colours[(pixel * Colours) + colour], colour);
            }
        }

        return floats;
    }
}

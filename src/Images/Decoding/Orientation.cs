using SkiaSharp;

namespace ConvGen.Images.Decoding;

/// <summary>Where the pixels of a stored image stand in the upright one, by the EXIF tag 0x0112.</summary>
/// <param name="Start">The stored pixel that is the first of the upright image.</param>
/// <param name="Right">From there to the stored pixel that stands on its right.</param>
/// <param name="Down">From there to the stored pixel that stands below.</param>
/// <param name="Height">The height of the upright image.</param>
/// <param name="Width">Its width.</param>
internal readonly record struct Orientation(int Start, int Right, int Down, int Height, int Width)
{
    /// <summary>The orientation of a stored image.</summary>
    /// <param name="origin">Which corner the first stored pixel is, and where the row goes.</param>
    /// <param name="height">The height as stored.</param>
    /// <param name="width">The width as stored.</param>
    public static Orientation Of(SKEncodedOrigin origin, int height, int width)
    {
        int last = height * width - 1;
        int lastRow = last - (width - 1);
        int lastColumn = width - 1;
        return origin switch
        {
            SKEncodedOrigin.TopRight => new Orientation(lastColumn, -1, width, height, width),
            SKEncodedOrigin.BottomRight => new Orientation(last, -1, -width, height, width),
            SKEncodedOrigin.BottomLeft => new Orientation(lastRow, 1, -width, height, width),
            SKEncodedOrigin.LeftTop => new Orientation(0, width, 1, width, height),
            SKEncodedOrigin.RightTop => new Orientation(lastRow, -width, 1, width, height),
            SKEncodedOrigin.RightBottom => new Orientation(last, -width, -1, width, height),
            SKEncodedOrigin.LeftBottom => new Orientation(lastColumn, width, -1, width, height),
            _ => new Orientation(0, 1, width, height, width),
        };
    }
}

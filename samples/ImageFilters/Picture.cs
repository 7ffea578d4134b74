using Samples;

namespace ImageFilters;

/// <summary>What is filtered: the middle of a picture from a file, or one that is drawn.</summary>
internal static class Picture
{
    private const int Side = Filters.Side;

    /// <summary>The middle of a picture.</summary>
    /// <exception cref="FormatException">It is too small.</exception>
    public static byte[] Load(string path)
    {
        (int width, int height, byte[] pixels) = PngReader.Read(path);
        if (width < Side || height < Side)
            throw new FormatException($"'{path}' has {width}×{height} pixels; at least {Side}×{Side} are needed");
        byte[] middle = new byte[3 * Side * Side];
        for (int row = 0; row < Side; row++)
        {
            int from = ((height - Side) / 2 + row) * width + (width - Side) / 2;
            pixels.AsSpan(3 * from, 3 * Side).CopyTo(middle.AsSpan(3 * row * Side));
        }

        return middle;
    }

    /// <summary>Discs and stripes: edges in every direction, and areas without any.</summary>
    public static byte[] Draw()
    {
        const double Period = 16;

        byte[] pixels = new byte[3 * Side * Side];
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                double fromCentre = Math.Sqrt(Math.Pow(row - Side / 2, 2) + Math.Pow(column - Side / 2, 2));
                Span<byte> pixel = pixels.AsSpan(3 * (row * Side + column), 3);
                pixel[0] = (byte)(fromCentre < Side / 3 ? 220 : 40);
                pixel[1] = (byte)(row * 255 / (Side - 1));
                pixel[2] = (byte)((row + column) % Period < Period / 2 ? 200 : 90);
            }
        }

        return pixels;
    }
}

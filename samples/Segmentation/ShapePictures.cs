using ConvGen;
using ConvGen.Images;
using Samples;

namespace Segmentation;

/// <summary>Pictures of a few shapes over each other, under noise, with the kind of each pixel. Picture number n of a seed is always the same.</summary>
internal static class ShapePictures
{
    /// <summary>The width and height of a picture.</summary>
    public const int Side = 48;

    private const int MaxShapes = 3;
    private const double Noise = 0.12;

    /// <summary>The red, green and blue of each kind in masks.</summary>
    public static byte[][] Colours { get; } = [[30, 30, 40], [230, 80, 60], [70, 160, 230], [240, 200, 60]];

    /// <summary>Draws pictures and their masks as files, and reads them as one would those of others.</summary>
    /// <param name="folder">Where they are written: pictures to "images", masks to "masks".</param>
    /// <param name="seed">Where the random numbers start.</param>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many.</param>
    public static MaskFolderDataset Draw(string folder, int seed, int first, int count)
    {
        string imageFolder = Path.Combine(folder, "images"), maskFolder = Path.Combine(folder, "masks");
        Directory.CreateDirectory(imageFolder);
        Directory.CreateDirectory(maskFolder);
        Parallel.For(first, first + count, number =>
        {
            Random random = new(unchecked((int)((uint)seed * 0x9E3779B1u ^ (uint)number * 0x85EBCA77u)));
            byte[] picture = new byte[3 * Side * Side], mask = new byte[picture.Length];
            Draw(random, picture, mask);
            PngImage.Write(Path.Combine(imageFolder, $"{number:D5}.png"), Side, picture);
            PngImage.Write(Path.Combine(maskFolder, $"{number:D5}.png"), Side, mask);
        });

        // All of them fit into memory: each is decoded once.
        ImageOptions options = new() { Height = Side, Width = Side, Color = ImageColor.Gray, CacheBytes = (long)count * 2 * Side * Side };
        MaskOptions masks = new()
        {
            Classes = Colours.Length,
            Palette = new MaskPalette([.. Colours.Select(colour => colour[0] << 16 | colour[1] << 8 | colour[2])]),
        };
        return MaskFolderDataset.Load(imageFolder, maskFolder, options, masks);
    }

    private static void Draw(Random random, Span<byte> picture, Span<byte> mask)
    {
        Shape[] shapes = [.. Enumerable.Range(0, random.Next(1, MaxShapes + 1)).Select(_ => Shape.Draw(random, Side))];
        double background = 0.3 * random.NextDouble();
        for (int i = 0; i < Side * Side; i++)
        {
            // The last one lies on top.
            int on = Array.FindLastIndex(shapes, shape => shape.Contains(i % Side + 0.5, i / Side + 0.5));
            double brightness = (on < 0 ? background : shapes[on].Brightness) + Noise * (2 * random.NextDouble() - 1);
            picture.Slice(3 * i, 3).Fill((byte)Math.Clamp(255 * brightness, 0, 255));
            Colours[(int)(on < 0 ? ShapeKind.Background : shapes[on].Kind)].CopyTo(mask[(3 * i)..]);
        }
    }
}

using ConvGen;
using Samples;

namespace Segmentation;

/// <summary>Draws a picture, what is in it, and what the network sees in it, side by side.</summary>
internal static class Gallery
{
    private const int Side = ShapePictures.Side;
    private const int Zoom = 4;
    private const int Panels = 3;

    /// <summary>Writes the first pictures of a data set.</summary>
    /// <param name="network">What looks at them.</param>
    /// <param name="pictures">The pictures.</param>
    /// <param name="count">How many.</param>
    /// <param name="folder">Where they are written.</param>
    public static void Write(UNet network, IDataset pictures, int count, string folder)
    {
        float[] picture = new float[pictures.ExampleLength], truth = new float[pictures.TargetLength];
        int[] mask = new int[truth.Length];
        for (int i = 0; i < count; i++)
        {
            pictures.Read(i, picture, truth);
            Overlap.Segment(network, picture, mask);
            byte[] pixels = new byte[Panels * Side * Zoom * Side * Zoom * 3];
            for (int at = 0; at < pixels.Length / 3; at++)
            {
                int column = at % (Panels * Side * Zoom) / Zoom, row = at / (Panels * Side * Zoom) / Zoom;
                int from = row * Side + column % Side;
                byte grey = (byte)Math.Clamp(255 * picture[from], 0, 255);
                byte[] colour = (column / Side) switch
                {
                    0 => [grey, grey, grey],
                    1 => ShapePictures.Colours[(int)truth[from]],
                    _ => ShapePictures.Colours[mask[from]],
                };
                colour.CopyTo(pixels, 3 * at);
            }

            PngImage.Write(Path.Combine(folder, $"shapes{i + 1}.png"), Panels * Side * Zoom, pixels);
        }
    }
}

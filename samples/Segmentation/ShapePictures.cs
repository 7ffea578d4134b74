using ConvGen;

namespace Segmentation;

/// <summary>Pictures of a few shapes over each other, under noise, with the kind of each pixel. Picture number n of a seed is always the same.</summary>
internal static class ShapePictures
{
    /// <summary>The width and height of a picture.</summary>
    public const int Side = 48;

    private const int MaxShapes = 3;
    private const double Noise = 0.12;

    /// <summary>Draws pictures.</summary>
    /// <param name="seed">Where the random numbers start.</param>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many.</param>
    public static InMemoryDataset Draw(int seed, int first, int count)
    {
        const int Length = Side * Side;
        float[] pixels = new float[count * Length];
        float[] kinds = new float[count * Length];
        Parallel.For(0, count, i =>
        {
            Random random = new(unchecked((int)((uint)seed * 0x9E3779B1u ^ (uint)(first + i) * 0x85EBCA77u)));
            Draw(random, pixels.AsSpan(i * Length, Length), kinds.AsSpan(i * Length, Length));
        });
        return new(pixels, kinds, Length, Length);
    }

    private static void Draw(Random random, Span<float> pixels, Span<float> kinds)
    {
        Shape[] shapes = [.. Enumerable.Range(0, random.Next(1, MaxShapes + 1)).Select(_ => Shape.Draw(random, Side))];
        double background = 0.3 * random.NextDouble();
        for (int i = 0; i < pixels.Length; i++)
        {
            // The last one lies on top.
            int on = Array.FindLastIndex(shapes, shape => shape.Contains(i % Side + 0.5, i / Side + 0.5));
            kinds[i] = on < 0 ? (float)ShapeKind.Background : (float)shapes[on].Kind;
            pixels[i] = (float)((on < 0 ? background : shapes[on].Brightness) + Noise * (2 * random.NextDouble() - 1));
        }
    }
}

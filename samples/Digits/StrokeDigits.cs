namespace Digits;

/// <summary>
/// Digits drawn as strokes with a pen of random thickness: every picture is shifted, turned, slanted, scaled and bent at random, faded and
/// covered with noise. Picture number n of a seed is always the same, whatever else is drawn.
/// </summary>
/// <param name="seed">Where the random numbers start.</param>
internal sealed class StrokeDigits(int seed)
{
    /// <summary>The width and height of a picture.</summary>
    public const int Side = 28;

    private const double Box = 20;
    private const double Margin = (Side - Box) / 2;
    private const double Wobble = 0.025;

    /// <summary>Draws one picture.</summary>
    /// <param name="index">Its number; also decides the digit, so that every digit is equally frequent.</param>
    /// <param name="pixels">Receives Side×Side values from 0 (paper) to 1 (ink).</param>
    /// <returns>The digit.</returns>
    public int Draw(int index, Span<float> pixels)
    {
        Random random = new(HashCode(seed, index));
        int digit = index % Strokes.Count;
        List<(Point From, Point To)> segments = Bend(Strokes.Of(digit), random);
        double radius = Between(random, 0.7, 1.9);
        double ink = Between(random, 0.6, 1);
        double noise = Between(random, 0, 0.25);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                // The pen's edge is one pixel wide: coverage falls from 1 to 0 across it, which is the anti-aliasing.
                double distance = Distance(segments, new(x + 0.5, y + 0.5));
                double coverage = Math.Clamp(radius + 0.5 - distance, 0, 1);
                pixels[y * Side + x] = (float)Math.Clamp(ink * coverage + noise * Normal(random), 0, 1);
            }
        }

        return digit;
    }

    /// <summary>The strokes in pixels, after one random affine map and a small displacement of every point.</summary>
    private static List<(Point From, Point To)> Bend(Point[][] strokes, Random random)
    {
        double scaleX = Box * Between(random, 0.6, 1.1), scaleY = Box * Between(random, 0.65, 1.1);
        double angle = Between(random, -0.25, 0.25), slant = Between(random, -0.4, 0.4);
        double shiftX = Between(random, -3.5, 3.5), shiftY = Between(random, -3.5, 3.5);
        double cos = Math.Cos(angle), sin = Math.Sin(angle);

        Point Place(Point point)
        {
            double x = (point.X - 0.5 + Wobble * Normal(random)) * scaleX, y = (point.Y - 0.5 + Wobble * Normal(random)) * scaleY;
            x -= slant * y;
            return new(Margin + Box / 2 + shiftX + cos * x - sin * y, Margin + Box / 2 + shiftY + sin * x + cos * y);
        }

        List<(Point From, Point To)> segments = [];
        foreach (Point[] stroke in strokes)
        {
            Point[] placed = [.. stroke.Select(Place)];
            segments.AddRange(placed.Zip(placed.Skip(1)));
        }

        return segments;
    }

    private static double Distance(List<(Point From, Point To)> segments, Point point)
    {
        double nearest = double.MaxValue;
        foreach ((Point from, Point to) in segments)
        {
            double dx = to.X - from.X, dy = to.Y - from.Y;
            double along = Math.Clamp(((point.X - from.X) * dx + (point.Y - from.Y) * dy) / (dx * dx + dy * dy + 1e-12), 0, 1);
            double x = point.X - from.X - along * dx, y = point.Y - from.Y - along * dy;
            nearest = Math.Min(nearest, x * x + y * y);
        }

        return Math.Sqrt(nearest);
    }

    private static double Between(Random random, double low, double high) => low + (high - low) * random.NextDouble();

    /// <summary>Nearly normal: the sum of four uniform numbers, with variance 1.</summary>
    private static double Normal(Random random) =>
        (random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2) * Math.Sqrt(3);

    // Not System.HashCode, which differs from run to run.
    private static int HashCode(int seed, int index) => unchecked((int)((uint)seed * 0x9E3779B1u ^ (uint)index * 0x85EBCA77u));
}

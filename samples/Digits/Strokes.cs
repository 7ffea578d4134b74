namespace Digits;

/// <summary>A point of a stroke; x to the right and y downwards, both from 0 to 1.</summary>
internal readonly record struct Point(double X, double Y);

/// <summary>The strokes of the ten digits, as lines through points.</summary>
internal static class Strokes
{
    private static readonly Point[][][] Digits =
    [
        [Arc(0.5, 0.5, 0.27, 0.4, -90, 270)],
        [Line((0.34, 0.27), (0.53, 0.1), (0.53, 0.9))],
        [[.. Arc(0.5, 0.32, 0.26, 0.22, -165, 35), .. Line((0.24, 0.9), (0.79, 0.9))]],
        [[.. Arc(0.47, 0.29, 0.24, 0.19, -150, 85), .. Arc(0.47, 0.69, 0.28, 0.21, -85, 150)]],
        [Line((0.58, 0.1), (0.22, 0.63), (0.82, 0.63)), Line((0.62, 0.38), (0.62, 0.92))],
        [[.. Line((0.76, 0.1), (0.32, 0.1), (0.28, 0.46)), .. Arc(0.47, 0.65, 0.28, 0.24, -110, 145)]],
        [[.. Line((0.66, 0.09), (0.4, 0.34)), .. Arc(0.5, 0.66, 0.25, 0.24, -165, 195)]],
        [Line((0.22, 0.1), (0.8, 0.1), (0.44, 0.91))],
        [Arc(0.5, 0.3, 0.21, 0.2, -90, 270), Arc(0.5, 0.7, 0.26, 0.21, -90, 270)],
        [[.. Arc(0.5, 0.34, 0.25, 0.24, 15, -345), .. Line((0.72, 0.45), (0.56, 0.91))]],
    ];

    /// <summary>How many digits there are.</summary>
    public static int Count => Digits.Length;

    /// <summary>The strokes of a digit, each a chain of points.</summary>
    public static Point[][] Of(int digit) => Digits[digit];

    private static Point[] Line(params (double X, double Y)[] points) => [.. points.Select(point => new Point(point.X, point.Y))];

    /// <summary>Part of an ellipse; 0° is to the right and 90° below the centre.</summary>
    private static Point[] Arc(double x, double y, double radiusX, double radiusY, double from, double to)
    {
        const double DegreesPerSegment = 20;
        int segments = (int)Math.Ceiling(Math.Abs(to - from) / DegreesPerSegment);
        Point At(int i)
        {
            double angle = (from + (to - from) * i / segments) * Math.PI / 180;
            return new(x + radiusX * Math.Cos(angle), y + radiusY * Math.Sin(angle));
        }

        return [.. Enumerable.Range(0, segments + 1).Select(At)];
    }
}

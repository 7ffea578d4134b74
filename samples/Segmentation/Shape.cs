namespace Segmentation;

/// <summary>What a pixel shows; the numbers are the classes.</summary>
internal enum ShapeKind
{
    Background,
    Disc,
    Square,
    Triangle,
}

/// <summary>A shape somewhere in a picture.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="X">The centre's column.</param>
/// <param name="Y">The centre's row.</param>
/// <param name="Radius">From the centre to the corners.</param>
/// <param name="Angle">How far it is turned.</param>
/// <param name="Brightness">Its shade of grey.</param>
internal readonly record struct Shape(ShapeKind Kind, double X, double Y, double Radius, double Angle, double Brightness)
{
    /// <summary>A shape at random.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="side">The side of the picture.</param>
    public static Shape Draw(Random random, int side)
    {
        ShapeKind kind = (ShapeKind)random.Next((int)ShapeKind.Disc, (int)ShapeKind.Triangle + 1);
        double radius = side * (0.14 + 0.12 * random.NextDouble());
        double Place() => radius / 2 + (side - radius) * random.NextDouble();
        return new(kind, Place(), Place(), radius, 2 * Math.PI * random.NextDouble(), 0.4 + 0.6 * random.NextDouble());
    }

    /// <summary>Whether a point lies inside.</summary>
    public bool Contains(double x, double y)
    {
        double dx = x - X, dy = y - Y;
        return Kind == ShapeKind.Disc ? dx * dx + dy * dy <= Radius * Radius : IsInPolygon(dx, dy, Kind == ShapeKind.Square ? 4 : 3);
    }

    /// <summary>A regular polygon: the points that no edge cuts off.</summary>
    private bool IsInPolygon(double dx, double dy, int edges)
    {
        double apothem = Radius * Math.Cos(Math.PI / edges);
        for (int edge = 0; edge < edges; edge++)
        {
            double normal = Angle + 2 * Math.PI * edge / edges;
            if (dx * Math.Cos(normal) + dy * Math.Sin(normal) > apothem)
                return false;
        }

        return true;
    }
}

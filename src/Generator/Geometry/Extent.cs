namespace ConvGen.Generator.Geometry;

/// <summary>Spatial extents of a value, on three axes whatever its rank: axes that it lacks have extent 1.</summary>
internal readonly record struct Extent(int Depth, int Height, int Width)
{
    public int Positions => Depth * Height * Width;

    public static Extent Of(FeatureShape shape) => shape.Rank switch
    {
        0 => new Extent(1, 1, 1),
        1 => new Extent(1, 1, shape.Spatial[0]),
        2 => new Extent(1, shape.Spatial[0], shape.Spatial[1]),
        _ => new Extent(shape.Spatial[0], shape.Spatial[1], shape.Spatial[2]),
    };
}

/// <summary>Width of the zeros stored around a map, on each side of each axis.</summary>
internal readonly record struct Halo(int Front, int Back, int Top, int Bottom, int Left, int Right)
{
    public bool IsNone => this == default;

    /// <summary>The smallest halo that serves both.</summary>
    public Halo Union(Halo other) => new(
        Math.Max(Front, other.Front),
        Math.Max(Back, other.Back),
        Math.Max(Top, other.Top),
        Math.Max(Bottom, other.Bottom),
        Math.Max(Left, other.Left),
        Math.Max(Right, other.Right));
}

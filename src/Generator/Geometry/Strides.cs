namespace ConvGen.Generator.Geometry;

/// <summary>The strides with which a kernel walks a value, in floats.</summary>
/// <param name="Pixel">Between neighbours in a row.</param>
/// <param name="Row">Between rows.</param>
/// <param name="Plane">Between planes of the depth.</param>
/// <param name="Block">Between blocks of 16 channels, blocked or planar.</param>
/// <param name="Channel">Between channels of a block.</param>
/// <param name="Example">Between examples.</param>
internal readonly record struct Strides(int Pixel, int Row, int Plane, int Block, int Channel, int Example)
{
    public static Strides Of(ValueLayout layout) => new(
        layout.PixelStride,
        layout.RowStride,
        layout.PlaneStride,
        layout.Blocked ? layout.BlockStride : layout.BlockStride * ValueLayout.BlockSize,
        layout.Blocked ? 1 : layout.BlockStride,
        layout.ExampleStride);

    /// <summary>Whether the rows and planes of an extent follow each other without a gap.</summary>
    public bool IsDense(Extent size) => (Row == Pixel * size.Width || size.Height * size.Depth == 1)
        && (Plane == Pixel * size.Width * size.Height || size.Depth == 1);

    /// <summary>Where a window's first tap of its first position reads, relative to the first pixel.</summary>
    public int WindowStart(WindowGeometry g) => (g.Depth.InStart * Plane) + (g.Height.InStart * Row) + (g.Width.InStart * Pixel);

    /// <summary>The strides between the positions that a window writes.</summary>
    public Strides EveryOutput(WindowGeometry g) =>
        this with { Pixel = Pixel * g.Width.OutStep, Row = Row * g.Height.OutStep, Plane = Plane * g.Depth.OutStep };

    /// <summary>Where a window's first position writes, relative to the first pixel.</summary>
    public int OutputStart(WindowGeometry g) => (g.Depth.OutStart * Plane) + (g.Height.OutStart * Row) + (g.Width.OutStart * Pixel);
}

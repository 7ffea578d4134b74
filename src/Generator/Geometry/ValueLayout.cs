namespace ConvGen.Generator.Geometry;

/// <summary>Where the elements of one example of a value lie. Offsets and strides are in floats.</summary>
/// <param name="Blocked">Channels in blocks of 16, <c>[C/16][D][H][W][16]</c>; otherwise planar, <c>[C][D][H][W]</c>.</param>
/// <param name="Channels">Number of channels.</param>
/// <param name="Size">Spatial extents.</param>
/// <param name="Halo">Width of the zeros that are stored around each map.</param>
/// <param name="ContainerLength">For a part of a larger value the larger value's length, otherwise 0.</param>
internal sealed record ValueLayout(bool Blocked, int Channels, Extent Size, Halo Halo, int ContainerLength = 0)
{
    /// <summary>Channels in a block, on every vector target.</summary>
    public const int BlockSize = ChannelGroups.BlockSize;

    /// <summary>Distance between neighbours in a row.</summary>
    public int PixelStride => Blocked ? BlockSize : 1;

    /// <summary>Distance between neighbours in a column.</summary>
    public int RowStride => (Size.Width + Halo.Left + Halo.Right) * PixelStride;

    /// <summary>Distance between neighbours along the depth.</summary>
    public int PlaneStride => (Size.Height + Halo.Top + Halo.Bottom) * RowStride;

    /// <summary>Distance between blocks of channels (between channels when planar).</summary>
    public int BlockStride => (Size.Depth + Halo.Front + Halo.Back) * PlaneStride;

    /// <summary>Number of blocks (of channels when planar).</summary>
    public int Blocks => Blocked ? CeilDiv(Channels, BlockSize) : Channels;

    /// <summary>Floats that one example takes, a multiple of a vector.</summary>
    public int Length => Whole(Blocks * BlockStride);

    /// <summary>Distance between examples.</summary>
    public int ExampleStride => ContainerLength > 0 ? ContainerLength : Length;

    /// <summary>Offset of the first pixel inside the halo.</summary>
    public int Origin => (Halo.Front * PlaneStride) + (Halo.Top * RowStride) + (Halo.Left * PixelStride);

    /// <summary>Whether the elements of an example follow each other without a gap.</summary>
    public bool IsContiguous => Halo.IsNone;

    /// <summary>Floats in a row without its halo.</summary>
    public int RowLength => Size.Width * PixelStride;

    /// <summary>Rows of an example (over blocks, depth and height).</summary>
    public int Rows => Blocks * Size.Depth * Size.Height;

    /// <summary>A length rounded up to whole vectors of 16.</summary>
    public static int Whole(int length) => CeilDiv(length, BlockSize) * BlockSize;

    public static int CeilDiv(int a, int b) => (a + b - 1) / b;
}

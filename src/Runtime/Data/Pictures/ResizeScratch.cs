namespace ConvGen;

/// <summary>Working memory for resizing pieces of pictures.</summary>
internal sealed class ResizeScratch
{
    /// <summary>Makes room for the largest piece, which is the whole picture.</summary>
    /// <param name="from">The picture.</param>
    /// <param name="to">What pieces become.</param>
    public ResizeScratch(PictureForm from, PictureForm to)
    {
        Columns = new TriangleFilter(to.Width);
        Columns.Set(from.Width, to.Width);
        Rows = new TriangleFilter(to.Height);
        Rows.Set(from.Height, to.Height);
        Narrow = new float[from.Height * to.RowStride];
    }

    /// <summary>Resizes rows.</summary>
    public TriangleFilter Columns { get; }

    /// <summary>Resizes columns.</summary>
    public TriangleFilter Rows { get; }

    /// <summary>A piece that has its new width, but still its old height.</summary>
    public float[] Narrow { get; }
}

namespace ConvGen.Engine;

/// <summary>Positions of a block of channels that follow each other, in a planar example and where it is stored.</summary>
/// <param name="Planar">Offset of the first position of the first channel in the planar example.</param>
/// <param name="Stored">Offset of the same from the first pixel of the stored value.</param>
/// <param name="Channels">Channels of the block.</param>
/// <param name="Positions">How many positions.</param>
internal readonly record struct BlockSegment(int Planar, nint Stored, int Channels, int Positions)
{
    /// <summary>The segments of a value in blocks of channels: rows, or the whole map where rows follow each other without a gap.</summary>
    /// <param name="layout">How the value is stored.</param>
    public static BlockSegments Of(in StoredLayout layout) => new(layout);
}

/// <summary>The segments of a value, one after another.</summary>
/// <param name="layout">How the value is stored.</param>
internal struct BlockSegments(StoredLayout layout)
{
    private readonly int _rows = layout.IsDense ? 1 : layout.Depth * layout.Height;
    private int _block;
    private int _row = -1;

    /// <summary>The segment that the enumeration stands at.</summary>
    public readonly BlockSegment Current
    {
        get
        {
            int channel = _block * StoredLayout.BlockSize;
            int plane = Math.DivRem(_row, layout.Height, out int y);
            int positions = layout.Positions / _rows;
            return new(
                (channel * layout.Positions) + (_row * positions),
                ((nint)_block * layout.BlockStride) + ((nint)plane * layout.PlaneStride) + ((nint)y * layout.RowStride),
                Math.Min(StoredLayout.BlockSize, layout.Channels - channel),
                positions);
        }
    }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly BlockSegments GetEnumerator() => this;

    /// <summary>Goes on to the next segment.</summary>
    public bool MoveNext()
    {
        if (++_row == _rows)
        {
            _row = 0;
            _block++;
        }

        return _block < layout.Blocks;
    }
}

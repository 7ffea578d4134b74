namespace ConvGen.Engine;

/// <summary>One channel of one row of an example, where it is stored and where it lies outside.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Stored">Offset of its first column from the first pixel of the stored value.</param>
/// <param name="Outside">Offset of the row's first element in the example.</param>
/// <param name="Channels">How many channels stand side by side in the row: 1 when the example is planar.</param>
/// <param name="Lane">Which of them this is.</param>
internal readonly record struct ExampleRow(int Channel, nint Stored, int Outside, int Channels, int Lane);

/// <summary>The rows of an example, all channels of a row one after another.</summary>
/// <param name="layout">How the value is stored.</param>
/// <param name="interleaved">Whether the channels of a position stand side by side outside.</param>
internal struct ExampleRows(StoredLayout layout, bool interleaved)
{
    private int _channel = -1;
    private int _y;
    private int _z;

    /// <summary>The row that the enumeration stands at.</summary>
    public readonly ExampleRow Current
    {
        get
        {
            int row = (_z * layout.Height) + _y;
            nint stored = ((nint)_z * layout.PlaneStride) + ((nint)_y * layout.RowStride) + layout.ChannelStart(_channel);
            return interleaved
                ? new(_channel, stored, row * layout.Width * layout.Channels, layout.Channels, _channel)
                : new(_channel, stored, ((_channel * layout.Depth * layout.Height) + row) * layout.Width, 1, 0);
        }
    }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly ExampleRows GetEnumerator() => this;

    /// <summary>Goes on to the next row.</summary>
    public bool MoveNext()
    {
        if (++_channel < layout.Channels)
        {
            return true;
        }

        _channel = 0;
        if (++_y == layout.Height)
        {
            _y = 0;
            _z++;
        }

        return _z < layout.Depth;
    }
}

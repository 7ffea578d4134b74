namespace ConvGen;

/// <summary>
/// Brings rows, each of which has a part for every input or every loss, into the order in which they are computed with: the first parts of
/// all rows, then the second parts, and so on.
/// </summary>
/// <param name="capacity">The most rows.</param>
/// <param name="lengths">The floats of each part.</param>
internal sealed class RowParts(int capacity, int[] lengths)
{
    // Rows of one part are in that order already.
    private readonly float[] _parts = lengths.Length == 1 ? [] : new float[capacity * lengths.Sum()];

    /// <summary>The floats of one row.</summary>
    public int RowLength { get; } = lengths.Sum();

    /// <summary>The parts of some rows, valid until the next call.</summary>
    /// <param name="rows">The rows, one after another; a whole number of them, at most as many as there is room for.</param>
    public ReadOnlySpan<float> Of(ReadOnlySpan<float> rows)
    {
        if (lengths.Length == 1)
        {
            return rows;
        }

        int count = rows.Length / RowLength;
        int start = 0;
        foreach (int length in lengths)
        {
            for (int row = 0; row < count; row++)
            {
                rows.Slice(row * RowLength + start, length).CopyTo(_parts.AsSpan(count * start + row * length));
            }

            start += length;
        }

        return _parts.AsSpan(0, rows.Length);
    }
}

namespace ConvGen.Generator.Geometry;

/// <summary>
/// A segment of equal parts of an axis: <paramref name="Count"/> parts of <paramref name="Size"/> from <paramref name="Start"/> on.
/// </summary>
internal readonly record struct Segment(int Start, int Size, int Count)
{
    public int End => Start + (Size * Count);
}

/// <summary>Cuts an axis into parts of nearly equal size, so that no remainder is left for run time.</summary>
internal static class Partition
{
    /// <summary>As few parts as a largest size allows, of at most two sizes that differ by one; larger ones first.</summary>
    public static IReadOnlyList<Segment> Even(int length, int largest)
    {
        int parts = (length + largest - 1) / largest;
        int small = length / parts;
        int larger = length - (small * parts);
        var segments = new List<Segment>(2);
        if (larger > 0)
        {
            segments.Add(new Segment(0, small + 1, larger));
        }

        if (parts > larger)
        {
            segments.Add(new Segment((small + 1) * larger, small, parts - larger));
        }

        return segments;
    }

    /// <summary>Full parts of one size, then what is left as one part.</summary>
    public static IReadOnlyList<Segment> Whole(int length, int size)
    {
        var segments = new List<Segment>(2);
        int full = length / size;
        if (full > 0)
        {
            segments.Add(new Segment(0, size, full));
        }

        if (length % size > 0)
        {
            segments.Add(new Segment(full * size, length % size, 1));
        }

        return segments;
    }
}

namespace ConvGen.Generator.Geometry;

/// <summary>A run of equal parts of an axis: <paramref name="Count"/> parts of <paramref name="Size"/> from <paramref name="Start"/> on.</summary>
internal readonly record struct Run(int Start, int Size, int Count)
{
    public int End => Start + (Size * Count);
}

/// <summary>Cuts an axis into parts of nearly equal size, so that no remainder is left for run time.</summary>
internal static class Partition
{
    /// <summary>As few parts as a largest size allows, of at most two sizes that differ by one; larger ones first.</summary>
    public static IReadOnlyList<Run> Even(int length, int largest)
    {
        int parts = (length + largest - 1) / largest;
        int small = length / parts;
        int larger = length - (small * parts);
        var runs = new List<Run>(2);
        if (larger > 0)
        {
            runs.Add(new Run(0, small + 1, larger));
        }

        if (parts > larger)
        {
            runs.Add(new Run((small + 1) * larger, small, parts - larger));
        }

        return runs;
    }

    /// <summary>Full parts of one size, then what is left as one part.</summary>
    public static IReadOnlyList<Run> Whole(int length, int size)
    {
        var runs = new List<Run>(2);
        int full = length / size;
        if (full > 0)
        {
            runs.Add(new Run(0, size, full));
        }

        if (length % size > 0)
        {
            runs.Add(new Run(full * size, length % size, 1));
        }

        return runs;
    }
}

namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Vectors of indices, one for each spatial axis.</summary>
internal static class Index
{
    /// <summary>Every index vector below some extents, in row-major order; the empty vector where there are no axes.</summary>
    public static IEnumerable<int[]> All(int[] extents)
    {
        int count = extents.Aggregate(1, (product, extent) => product * extent);
        for (int flat = 0; flat < count; flat++)
        {
            int[] index = new int[extents.Length];
            for (int axis = extents.Length - 1, rest = flat; axis >= 0; axis--)
            {
                index[axis] = rest % extents[axis];
                rest /= extents[axis];
            }

            yield return index;
        }
    }
}

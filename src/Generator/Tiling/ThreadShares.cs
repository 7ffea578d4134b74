namespace ConvGen.Generator.Tiling;

/// <summary>What pieces of equal work cost several threads that take them in consecutive ranges.</summary>
internal static class ThreadShares
{
    /// <summary>The larger share of two threads, of 1 for equal ones: 2 for a single piece, 1 for an even number of them.</summary>
    public static double OfTwo(int pieces) => 2.0 * ((pieces + 1) / 2) / pieces;
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>Writes sums over positions of some channels.</summary>
internal static class PositionReduction
{
    // Gradients of biases before a normalisation are sums of numbers that cancel: these are added up in shorter parts than others.
    private const int MaxTerms = 16;

    /// <summary>Writes the loops.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="target">The vector target.</param>
    /// <param name="size">Positions along each axis.</param>
    /// <param name="values">Values that are read.</param>
    /// <param name="sums">The vectors that take the sums; declared, and added to.</param>
    /// <param name="term">What one position adds to the sum with the given name, given what it holds so far.</param>
    /// <param name="around">Loops around those over positions.</param>
    public static void Emit(
        SourceWriter writer,
        VectorTarget target,
        Extent size,
        IReadOnlyList<WalkedValue> values,
        IReadOnlyList<string> sums,
        Func<string, string, string> term,
        params SumAxis[] around)
    {
        string plane = "0";
        WalkedRow[] rows = [];
        SumAxis[] axes =
        [
            .. around,
            SumAxis.Of("plane", size.Depth, index => plane = index),
            SumAxis.Of("row", size.Height, row => rows = [.. values.Select(value => value.WriteRow(writer, plane, row))]),
            SumAxis.Of("column", size.Width),
        ];
        ShortSums.Emit(writer, target, sums, axes, isRepeated: false, (indices, sumSoFar) =>
        {
            foreach (WalkedRow row in rows)
            {
                row.WriteLoad(writer, target, indices[indices.Count - 1]);
            }

            foreach (string sum in sums)
            {
                writer.Line($"{sumSoFar(sum)} = {term(sum, sumSoFar(sum))};");
            }
        }, most: MaxTerms);
    }
}

using ConvGen.Generator.Emission;
using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>
/// Writes sums over positions of some channels. Rows, or pieces of long ones, are summed apart and then added up, which keeps the rounding
/// error of long sums small.
/// </summary>
internal static class PositionReduction
{
    private const int LongestPiece = 64;

    /// <summary>Writes the loops; the vectors of the sums are declared.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="target">The vector target.</param>
    /// <param name="size">Positions along each axis.</param>
    /// <param name="values">Values that are read.</param>
    /// <param name="sums">Names of the sums.</param>
    /// <param name="term">What one position adds to the sum with the given name, given what the sum's row holds so far.</param>
    public static void Emit(
        SourceWriter writer,
        VectorTarget target,
        Extent size,
        IReadOnlyList<WalkedValue> values,
        IReadOnlyList<string> sums,
        Func<string, string, string> term)
    {
        using SourceWriter.Scope? planes = CountedLoop.Open(writer, "plane", size.Depth, out string plane);
        using SourceWriter.Scope? rows = CountedLoop.Open(writer, "row", size.Height, out string row);
        foreach (WalkedValue value in values)
        {
            value.WriteRow(writer, plane, row);
        }

        bool isLong = size.Width > LongestPiece;
        using SourceWriter.Scope? pieces = isLong
            ? writer.Block($"for (int first = 0; first < {Text.Of(size.Width)}; first += {Text.Of(LongestPiece)})")
            : null;
        foreach (string sum in sums)
        {
            writer.Line($"{target.Type} {sum}Row = {target.Type}.Zero;");
        }

        EmitColumns(writer, target, size, isLong, values, sums, term);
        foreach (string sum in sums)
        {
            writer.Line($"{sum} += {sum}Row;");
        }
    }

    private static void EmitColumns(
        SourceWriter writer,
        VectorTarget target,
        Extent size,
        bool isLong,
        IReadOnlyList<WalkedValue> values,
        IReadOnlyList<string> sums,
        Func<string, string, string> term)
    {
        string column = "column";
        string width = Text.Of(size.Width);
        using SourceWriter.Scope? columns = isLong
            ? writer.Block($"for (int column = first; column < {Names.Math}.Min(first + {Text.Of(LongestPiece)}, {width}); column++)")
            : CountedLoop.Open(writer, "column", size.Width, out column);
        foreach (WalkedValue value in values)
        {
            value.WriteLoad(writer, target, column);
        }

        foreach (string sum in sums)
        {
            writer.Line($"{sum}Row = {term(sum, $"{sum}Row")};");
        }
    }
}

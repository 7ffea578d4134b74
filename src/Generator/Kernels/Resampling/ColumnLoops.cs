using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Resampling;

/// <summary>
/// Writes the loops over the columns of a row: one for each piece of the axis, with the taps of a period as constants, or, where the axis
/// falls into too many pieces, one over constant tables. Interpolation does, and what is gathered in any order; neither has a filling, so
/// that a column without a tap is zero.
/// </summary>
/// <param name="map">The axis.</param>
/// <param name="inputPixel">Distance between columns that are read.</param>
/// <param name="outputPixel">Distance between columns that are written.</param>
internal sealed class ColumnLoops(AxisMap map, int inputPixel, int outputPixel)
{
    // More code than this costs more than it gains.
    private const int MaxTapsWritten = 96;

    // More loops than these are worse than one over everything.
    private const int MaxTablePieces = 8;

    private readonly IReadOnlyList<AxisPiece> _pieces = AxisPiece.Cut(map);

    private bool IsTable => _pieces.Sum(piece => piece.FirstPeriod.Sum(i => 1 + map.TapCount(i))) > MaxTapsWritten;

    // What has a table: one period of each piece, where that is less than all.
    private IReadOnlyList<AxisPiece> TablePieces => _pieces.Count <= MaxTablePieces ? _pieces : [AxisPiece.Whole(map)];

    /// <summary>Declares the tables.</summary>
    public void Declare(SourceWriter writer, KernelLibrary library)
    {
        if (!IsTable)
        {
            return;
        }

        int[] positions = [.. TablePieces.SelectMany(piece => piece.FirstPeriod)];
        List<int> starts = [0];
        foreach (int position in positions)
        {
            starts.Add(starts[starts.Count - 1] + map.TapCount(position));
        }

        library.DeclareTable(writer, "int", "columnStarts", starts.Select(Text.Of));
        library.DeclareTable(writer, "int", "columns", positions.SelectMany(map.TapsOf).Select(t => Text.Of(t.Source * inputPixel)));
        if (map.HasWeights)
        {
            library.DeclareTable(
                writer, "float", "columnWeights", positions.SelectMany(map.TapsOf).Select(t => SourceWriter.Literal(t.Weight)));
        }
    }

    /// <summary>
    /// Writes the loops; the body gets the place of a column, and the sum of its taps over <c>source</c> or null where it has none.
    /// </summary>
    public void Emit(SourceWriter writer, VectorTarget target, string lane, Action<string, string?> body)
    {
        if (IsTable)
        {
            EmitTable(writer, target, lane, body);
            return;
        }

        foreach (AxisPiece piece in _pieces)
        {
            using SourceWriter.Scope? loop = CountedLoop.Open(writer, "n", piece.Count, out string n);
            for (int i = piece.Start; i < piece.Start + piece.Period; i++)
            {
                string to = Place("output", n, piece.Period * outputPixel, i * outputPixel, lane);
                string[] terms = [.. map.TapsOf(i).Select(Term)];
                body(to, terms.Length == 0 ? null : terms.Length == 1 ? terms[0] : $"({string.Join(" + ", terms)})");
            }

            string Term(AxisTap tap)
            {
                string x = target.Load(Place("source", n, piece.Step * inputPixel, tap.Source * inputPixel, lane), 0);
                return tap.Weight == 1 ? x : $"({x} * {target.Constant(tap.Weight)})";
            }
        }
    }

    private static string Place(string start, string n, int stride, int first, string lane)
    {
        string[] terms = [.. new[] { Text.Sum((n, stride), (lane, 1)), Text.Of(first) }.Where(term => term != "0")];
        return Text.At(start, terms.Length == 0 ? "0" : string.Join(" + ", terms));
    }

    private void EmitTable(SourceWriter writer, VectorTarget target, string lane, Action<string, string?> body)
    {
        int first = 0;
        foreach (AxisPiece piece in TablePieces)
        {
            using SourceWriter.Scope? alone = piece.Length == 1 ? writer.Braces() : null;
            using SourceWriter.Scope? periods = CountedLoop.Open(writer, "n", piece.Count, out string n);
            using SourceWriter.Scope? loop = CountedLoop.Open(writer, "column", piece.Period, out string column);
            writer.Line($"{target.Type} sum = {target.Type}.Zero;");
            string start = Text.Sum((column, 1), ("1", first)), end = Text.Sum((column, 1), ("1", first + 1));
            using (writer.Block($"for (int tap = columnStarts[{start}]; tap < columnStarts[{end}]; tap++)"))
            {
                string x = target.Load(Text.At("source", Text.Sum(("columns[tap]", 1), (n, piece.Step * inputPixel), (lane, 1))), 0);
                writer.Line(map.HasWeights
                    ? $"sum = {target.MultiplyAdd(x, $"{target.Class}.Create(columnWeights[tap])", "sum")};"
                    : $"sum += {x};");
            }

            string place = Text.Sum(
                (column, outputPixel), (n, piece.Period * outputPixel), ("1", piece.Start * outputPixel), (lane, 1));
            body(Text.At("output", place), "sum");
            first += piece.Period;
        }
    }
}

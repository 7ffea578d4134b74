using ConvGen.Generator.Emission;

namespace ConvGen.Generator.Kernels.Resampling;

/// <summary>
/// Writes the loops over the columns of a row: one for each piece of the axis, with the taps of a period as constants, or, where the axis
/// falls into too many pieces, one over constant tables. Only interpolation does, which leaves no column without a tap.
/// </summary>
/// <param name="map">The axis.</param>
/// <param name="inputPixel">Distance between columns that are read.</param>
/// <param name="outputPixel">Distance between columns that are written.</param>
internal sealed class ColumnLoops(AxisMap map, int inputPixel, int outputPixel)
{
    // More code than this costs more than it gains.
    private const int MostTapsWritten = 96;

    private readonly IReadOnlyList<AxisPiece> _pieces = AxisPiece.Cut(map);

    private bool IsTable => _pieces.Sum(p => Enumerable.Range(p.Start, p.Period).Sum(i => 1 + map.TapsOf(i).Count())) > MostTapsWritten;

    /// <summary>Declares the tables.</summary>
    public void Declare(SourceWriter writer)
    {
        if (!IsTable)
        {
            return;
        }

        writer.Line($"{Names.ReadOnlySpan}<int> columnStarts = new int[] {{ {string.Join(", ", map.Starts.Select(Text.Of))} }};");
        writer.Line($"{Names.ReadOnlySpan}<int> columns = new int[] {{ {string.Join(", ", map.Taps.Select(t => Text.Of(t.Source * inputPixel)))} }};");
        if (map.HasWeights)
        {
            writer.Line($"{Names.ReadOnlySpan}<float> columnWeights = new float[] {{ {string.Join(", ", map.Taps.Select(t => SourceWriter.Literal(t.Weight)))} }};");
        }
    }

    /// <summary>Writes the loops; the body gets the place of a column, and the sum of its taps over <c>source</c> or null where it has none.</summary>
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
        using SourceWriter.Scope loop = writer.Block($"for (int column = 0; column < {Text.Of(map.Count)}; column++)");
        writer.Line($"{target.Type} sum = {target.Type}.Zero;");
        using (writer.Block("for (int tap = columnStarts[column]; tap < columnStarts[column + 1]; tap++)"))
        {
            string x = target.Load(Text.At("source", Text.Sum(("columns[tap]", 1), (lane, 1))), 0);
            writer.Line($"sum {(map.HasWeights ? $"= {target.MultiplyAdd(x, $"{target.Class}.Create(columnWeights[tap])", "sum")}" : $"+= {x}")};");
        }

        body(Text.At("output", Text.Sum(("column", outputPixel), (lane, 1))), "sum");
    }
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Normalisation;

/// <summary>A value whose positions loops walk, available in them as a vector of the name with "Value" behind it.</summary>
/// <param name="Name">The parameter of the method.</param>
/// <param name="Strides">How the loops walk it.</param>
/// <param name="Start">Where its first position is, as terms of a sum.</param>
/// <param name="IsBroadcast">Whether all channels share each element.</param>
internal sealed record WalkedValue(string Name, Strides Strides, IReadOnlyList<(string Index, int Stride)> Start, bool IsBroadcast = false)
{
    /// <summary>Writes where a row begins.</summary>
    public WalkedRow WriteRow(SourceWriter writer, string plane, string row) => new(
        this,
        Reference.Declare(writer, $"{Name}Row", Name, Text.Sum([.. Start, (plane, Strides.Plane), (row, Strides.Row)])));
}

/// <summary>A row of such a value.</summary>
/// <param name="Value">The value.</param>
/// <param name="Origin">The name of the reference to where the row begins.</param>
internal readonly record struct WalkedRow(WalkedValue Value, string Origin)
{
    /// <summary>Writes the vector of a column.</summary>
    public void WriteLoad(SourceWriter writer, VectorTarget target, string column) =>
        writer.Line(
            $"{target.Type} {Value.Name}Value = {(Value.IsBroadcast ? target.Broadcast(At(column), 0) : target.Load(At(column), 0))};");

    /// <summary>The reference to a column.</summary>
    public string At(string column) => Text.At(Origin, Text.Sum((column, Value.Strides.Pixel)));
}

/// <summary>Writes loops over the positions of some values.</summary>
internal static class PositionLoop
{
    /// <summary>Writes the loops.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="target">The vector target.</param>
    /// <param name="size">Positions along each axis.</param>
    /// <param name="reads">Values that are read.</param>
    /// <param name="result">The value that is written.</param>
    /// <param name="body">Writes what is done at a position, and returns the vector that goes there.</param>
    /// <param name="accumulates">Whether the vector is added to what is there.</param>
    public static void Emit(
        SourceWriter writer, VectorTarget target, Extent size, IReadOnlyList<WalkedValue> reads, WalkedValue result, Func<string> body, bool accumulates = false)
    {
        using SourceWriter.Scope? planes = CountedLoop.Open(writer, "plane", size.Depth, out string plane);
        using SourceWriter.Scope? rows = CountedLoop.Open(writer, "row", size.Height, out string row);
        WalkedRow[] readRows = [.. reads.Select(value => value.WriteRow(writer, plane, row))];
        WalkedRow resultRow = result.WriteRow(writer, plane, row);

        using SourceWriter.Scope? columns = CountedLoop.Open(writer, "column", size.Width, out string column);
        foreach (WalkedRow read in readRows)
        {
            read.WriteLoad(writer, target, column);
        }

        string vector = body();
        string place = resultRow.At(column);
        writer.Line(target.Store(accumulates ? $"({vector} + {target.Load(place, 0)})" : vector, place, 0));
    }
}

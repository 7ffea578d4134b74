using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Kernels.Winograd;

/// <summary>Writes a transform of a small matrix of vectors along both axes: the columns, then the rows of what they become.</summary>
internal static class BothAxes
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="target">The vector target.</param>
    /// <param name="name">What the elements are called.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="load">The element in a row and a column, as an expression.</param>
    /// <param name="ofColumn">Transforms a column; helpers that it declares have a suffix.</param>
    /// <param name="ofRow">Transforms a row.</param>
    /// <param name="store">Writes what is done with an element of the result, in its row and column.</param>
    /// <param name="between">Writes what is needed once the columns are transformed; null for nothing.</param>
    public static void Emit(
        SourceWriter writer,
        VectorTarget target,
        string name,
        int rows,
        int columns,
        Func<int, int, string> load,
        Func<string[], string, string[]> ofColumn,
        Func<string[], string, string[]> ofRow,
        Action<int, int, string> store,
        Action? between = null)
    {
        int results = 0;
        for (int column = 0; column < columns; column++)
        {
            string[] elements = new string[rows];
            for (int row = 0; row < rows; row++)
            {
                elements[row] = $"{name}{Text.Of(row)}{Text.Of(column)}";
                writer.Line($"{target.Type} {elements[row]} = {load(row, column)};");
            }

            string[] transformed = ofColumn(elements, $"OfColumn{Text.Of(column)}");
            results = transformed.Length;
            for (int row = 0; row < results; row++)
            {
                writer.Line($"{target.Type} c{Text.Of(row)}{Text.Of(column)} = {transformed[row]};");
            }
        }

        between?.Invoke();
        for (int row = 0; row < results; row++)
        {
            string[] elements = [.. Enumerable.Range(0, columns).Select(column => $"c{Text.Of(row)}{Text.Of(column)}")];
            string[] transformed = ofRow(elements, $"OfRow{Text.Of(row)}");
            for (int column = 0; column < transformed.Length; column++)
            {
                store(row, column, transformed[column]);
            }
        }
    }
}

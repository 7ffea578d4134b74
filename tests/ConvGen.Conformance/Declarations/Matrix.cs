namespace ConvGen.Conformance.Declarations;

/// <summary>Layouts of matrices.</summary>
internal static class Matrix
{
    /// <summary>Rows×columns to columns×rows.</summary>
    public static float[] Transpose(float[] values, int rows, int columns)
    {
        float[] transposed = new float[values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                transposed[column * rows + row] = values[row * columns + column];
        }

        return transposed;
    }
}

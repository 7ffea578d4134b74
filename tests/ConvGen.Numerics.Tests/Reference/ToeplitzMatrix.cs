namespace ConvGen.Numerics.Tests.Reference;

/// <summary>
/// A convolution of one channel as a matrix: along one axis a Toeplitz matrix (with a stride, every stride-th row of it), along two a
/// block Toeplitz matrix of Toeplitz blocks ("doubly blocked"), and so on. Knows nothing of sliding windows.
/// </summary>
internal static class ToeplitzMatrix
{
    /// <summary>The matrix that takes an input map, flattened, to an output map.</summary>
    /// <param name="kernel">The kernel's taps in row-major order.</param>
    /// <param name="axes">The axes, outermost first.</param>
    public static double[,] Of(ReadOnlySpan<double> kernel, params ReadOnlySpan<Axis> axes)
    {
        if (axes.IsEmpty)
            return new[,] { { kernel[0] } };

        Axis axis = axes[0];
        int inner = kernel.Length / axis.Kernel;
        double[][,] blocks = new double[axis.Kernel][,];
        for (int tap = 0; tap < axis.Kernel; tap++)
            blocks[tap] = Of(kernel.Slice(tap * inner, inner), axes[1..]);

        int rows = blocks[0].GetLength(0), columns = blocks[0].GetLength(1);
        double[,] matrix = new double[axis.Output * rows, axis.Input * columns];
        for (int blockRow = 0; blockRow < axis.Output; blockRow++)
        {
            for (int blockColumn = 0; blockColumn < axis.Input; blockColumn++)
            {
                // Equal blocks lie along diagonals: the block depends on the distance from the first cell of the row's window alone.
                int distance = blockColumn + axis.Begin - blockRow * axis.Stride;
                if (distance >= 0 && distance % axis.Dilation == 0 && distance / axis.Dilation < axis.Kernel)
                    Copy(blocks[distance / axis.Dilation], matrix, blockRow * rows, blockColumn * columns);
            }
        }

        return matrix;
    }

    /// <summary>target += matrix · vector, or with its transpose.</summary>
    public static void MultiplyAdd(double[,] matrix, bool transposed, ReadOnlySpan<double> vector, Span<double> target)
    {
        for (int row = 0; row < matrix.GetLength(0); row++)
        {
            for (int column = 0; column < matrix.GetLength(1); column++)
            {
                if (transposed)
                    target[column] += matrix[row, column] * vector[row];
                else
                    target[row] += matrix[row, column] * vector[column];
            }
        }
    }

    private static void Copy(double[,] block, double[,] matrix, int top, int left)
    {
        for (int row = 0; row < block.GetLength(0); row++)
        {
            for (int column = 0; column < block.GetLength(1); column++)
                matrix[top + row, left + column] = block[row, column];
        }
    }
}

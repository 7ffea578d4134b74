using System.Runtime.CompilerServices;

namespace ConvGen.Engine;

public static partial class Packing
{
    /// <summary>The softmax of each row of a matrix: positive numbers that add up to 1.</summary>
    /// <param name="scores">The tensor, [rows, columns].</param>
    /// <param name="packed">The destination, in the same order.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Numbers in a row.</param>
    public static void Softmax(ref float scores, ref float packed, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            float largest = float.NegativeInfinity;
            for (int column = 0; column < columns; column++)
            {
                largest = MathF.Max(largest, Unsafe.Add(ref scores, column));
            }

            double sum = 0;
            for (int column = 0; column < columns; column++)
            {
                sum += Math.Exp(Unsafe.Add(ref scores, column) - largest);
            }

            for (int column = 0; column < columns; column++)
            {
                Unsafe.Add(ref packed, column) = (float)(Math.Exp(Unsafe.Add(ref scores, column) - largest) / sum);
            }

            scores = ref Unsafe.Add(ref scores, columns);
            packed = ref Unsafe.Add(ref packed, columns);
        }
    }

    /// <summary>From the gradient by a softmax s to that by its scores: s·(g − Σ g·s) in each row.</summary>
    /// <param name="softmax">The softmax, [rows, columns].</param>
    /// <param name="gradients">The gradient by the softmax, which becomes that by the scores.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Numbers in a row.</param>
    public static void SoftmaxGradient(ref float softmax, ref float gradients, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            double mean = 0;
            for (int column = 0; column < columns; column++)
            {
                mean += (double)Unsafe.Add(ref softmax, column) * Unsafe.Add(ref gradients, column);
            }

            for (int column = 0; column < columns; column++)
            {
                ref float gradient = ref Unsafe.Add(ref gradients, column);
                gradient = (float)(Unsafe.Add(ref softmax, column) * (gradient - mean));
            }

            softmax = ref Unsafe.Add(ref softmax, columns);
            gradients = ref Unsafe.Add(ref gradients, columns);
        }
    }
}

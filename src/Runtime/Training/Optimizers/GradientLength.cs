namespace ConvGen;

/// <summary>The Euclidean length of gradients, summed in double precision in an order that depends on nothing but their number.</summary>
internal static class GradientLength
{
    // As torch has it, so that a zero gradient is not divided by zero.
    private const double Epsilon = 1e-6;

    /// <summary>
    /// Scales gradients that are longer than a limit, as one vector, down to it. Those of frozen tensors are no part of it.
    /// </summary>
    /// <param name="gradients">The gradients.</param>
    /// <param name="limit">The length.</param>
    /// <param name="states">What is kept of each tensor.</param>
    public static void Clip(ParameterCollection gradients, double limit, ReadOnlySpan<OptimizerState> states)
    {
        double sum = 0;
        for (int i = 0; i < gradients.Count; i++)
        {
            sum += states[i].IsFrozen ? 0 : SumOfSquares(gradients.Block(i));
        }

        double factor = limit / (Math.Sqrt(sum) + Epsilon);
        if (factor >= 1)
        {
            return;
        }

        // A length that is not a number makes all of them none, as torch has it: one broken gradient does not pass for a short one.
        for (int i = 0; i < gradients.Count; i++)
        {
            foreach (ref float value in gradients.Block(i))
            {
                value = (float)(value * factor);
            }
        }
    }

    /// <summary>Σ x², in four sums side by side so that one addition need not wait for the other.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int whole = values.Length & ~3;
        for (int i = 0; i < whole; i += 4)
        {
            ReadOnlySpan<float> four = values.Slice(i, 4);
            a += (double)four[0] * four[0];
            b += (double)four[1] * four[1];
            c += (double)four[2] * four[2];
            d += (double)four[3] * four[3];
        }

        foreach (float value in values[whole..])
        {
            a += (double)value * value;
        }

        return a + b + (c + d);
    }
}

using System.Globalization;

namespace ConvGen.Conformance.Running;

/// <summary>Compares results with what was expected.</summary>
internal static class Comparison
{
    /// <summary>What is wrong with a result; null when nothing is.</summary>
    public static string? Describe(Result result, Bound bound)
    {
        float[] want = result.Want.Floats;
        if (want.Length != result.Got.Length)
            return string.Create(CultureInfo.InvariantCulture, $"{result.Label}: got {result.Got.Length} values, want {want.Length}");
        return Find(result, want, bound)?.ToString();
    }

    /// <summary>The first result that is not bit for bit what it was before; null when all are.</summary>
    public static string? DescribeChange(IReadOnlyList<Result> before, IReadOnlyList<Result> after)
    {
        foreach ((Result first, Result second) in before.Zip(after))
        {
            for (int i = 0; i < first.Got.Length; i++)
            {
                if (BitConverter.SingleToInt32Bits(first.Got[i]) != BitConverter.SingleToInt32Bits(second.Got[i]))
                {
                    string index = string.Join(", ", Index(i, first.Want.Shape));
                    return string.Create(CultureInfo.InvariantCulture, $"{first.Label}[{index}]: {second.Got[i]:R} where one thread gives {first.Got[i]:R}");
                }
            }
        }

        return null;
    }

    private static Mismatch? Find(Result result, float[] want, Bound bound)
    {
        int wrong = 0, worst = -1;
        double worstExcess = double.NegativeInfinity;
        for (int i = 0; i < want.Length; i++)
        {
            double excess = Excess(result.Got[i], want[i], bound.Allowed(result.Want, want[i]));
            if (excess <= 0)
                continue;
            wrong++;
            if (excess > worstExcess)
                (worst, worstExcess) = (i, excess);
        }

        return worst < 0
            ? null
            : new(result.Label, Index(worst, result.Want.Shape), result.Got[worst], want[worst], bound.Allowed(result.Want, want[worst]), wrong, want.Length);
    }

    /// <summary>How far beyond the bound; a number that is not one, or an infinity, is right only where it is expected.</summary>
    private static double Excess(float got, float want, double allowed)
    {
        if (got.Equals(want))
            return 0;
        double difference = Math.Abs((double)got - want);
        return double.IsFinite(difference) ? difference - allowed : double.PositiveInfinity;
    }

    private static int[] Index(int position, int[] shape)
    {
        int[] index = new int[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
            (position, index[axis]) = Math.DivRem(position, shape[axis]);
        return index;
    }
}

namespace ConvGen.Tests;

/// <summary>Functions in double precision that the framework does not have.</summary>
internal static class SpecialFunctions
{
    /// <summary>e^x − 1, by its series where the difference would lose digits.</summary>
    public static double ExpM1(double x)
    {
        if (!(Math.Abs(x) < 0.5))
            return Math.Exp(x) - 1;
        double sum = 0, term = 1;
        for (int n = 1; n <= 20; n++)
        {
            term *= x / n;
            sum += term;
        }

        return sum;
    }

    /// <summary>ln(1 + x): the rounding of 1 + x is divided out.</summary>
    public static double Log1P(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(x) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>(2/√π)·e^(−x²)·Σ 2ⁿ·x^(2n+1) / (2n+1)!!, whose terms all have one sign.</summary>
    public static double Erf(double x)
    {
        const double one = 6.5;
        if (double.IsNaN(x) || Math.Abs(x) > one)
            return double.IsNaN(x) ? x : Math.Sign(x);
        double sum = 0, term = x;
        for (int n = 1; sum + term != sum; n++)
        {
            sum += term;
            term *= 2 * x * x / (2 * n + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}

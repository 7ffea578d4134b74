namespace ConvGen.Benchmarks.Measuring;

/// <summary>Whether two sides computed the same.</summary>
/// <param name="Deviation">The largest |a − b|.</param>
/// <param name="Allowed">1e-3 of the largest |b|, and 1e-5.</param>
internal sealed record Agreement(double Deviation, double Allowed)
{
    /// <summary>Whether they did; numbers that are none never agree.</summary>
    public bool Holds => Deviation <= Allowed;

    /// <summary>Compares.</summary>
    public static Agreement Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double deviation = a.Length == b.Length ? 0 : double.PositiveInfinity, largest = 0;
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            // Math.Max keeps NaN.
            deviation = Math.Max(deviation, Math.Abs((double)a[i] - b[i]));
            largest = Math.Max(largest, Math.Abs((double)b[i]));
        }

        return new Agreement(deviation, (1e-3 * largest) + 1e-5);
    }
}

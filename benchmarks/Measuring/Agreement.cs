namespace ConvGen.Benchmarks.Measuring;

/// <summary>Whether two sides computed the same.</summary>
/// <param name="Deviation">The largest |a − b|.</param>
/// <param name="Allowed">A share of the largest |b|, and 1e-5.</param>
internal sealed record Agreement(double Deviation, double Allowed)
{
    /// <summary>The share that is allowed where both compute in floats.</summary>
    public const double OfFloats = 1e-3;

    /// <summary>The share that is allowed where one side rounds weights to bfloat16, by up to 2⁻⁹ each.</summary>
    public const double OfBFloat16 = 1e-2;

    /// <summary>Whether they did; numbers that are none never agree.</summary>
    public bool Holds => Deviation <= Allowed;

    /// <summary>Compares.</summary>
    public static Agreement Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b, double tolerance = OfFloats)
    {
        double deviation = a.Length == b.Length ? 0 : double.PositiveInfinity, largest = 0;
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            // Math.Max keeps NaN.
            deviation = Math.Max(deviation, Math.Abs((double)a[i] - b[i]));
            largest = Math.Max(largest, Math.Abs((double)b[i]));
        }

        return new Agreement(deviation, (tolerance * largest) + 1e-5);
    }
}

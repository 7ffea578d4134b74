namespace ConvGen.Tool.Verification;

/// <summary>How far results are from those expected.</summary>
/// <param name="Largest">The largest difference.</param>
/// <param name="Scale">The largest value that is expected.</param>
internal readonly record struct Deviation(double Largest, double Scale)
{
    /// <summary>The largest difference as a part of the largest value.</summary>
    public double Relative => Largest == 0 ? 0 : Largest / Math.Max(Scale, float.Epsilon);

    /// <summary>Compares numbers. A NaN equals a NaN and an infinity itself; each differs infinitely from anything else.</summary>
    public static Deviation Between(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        double largest = 0, scale = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            float want = expected[i], got = actual[i];
            if (want.Equals(got))
            {
                scale = float.IsFinite(want) ? Math.Max(scale, Math.Abs(want)) : scale;
                continue;
            }

            double difference = float.IsFinite(want) && float.IsFinite(got) ? Math.Abs((double)want - got) : double.PositiveInfinity;
            largest = Math.Max(largest, difference);
            scale = Math.Max(scale, float.IsFinite(want) ? Math.Abs(want) : 0);
        }

        return new(largest, scale);
    }
}

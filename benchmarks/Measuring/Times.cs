namespace ConvGen.Benchmarks.Measuring;

/// <summary>How long one call took.</summary>
/// <param name="Minimum">The fastest, in seconds.</param>
/// <param name="Median">The median, in seconds.</param>
internal sealed record Times(double Minimum, double Median)
{
    /// <summary>Sums up samples, in seconds.</summary>
    public static Times Of(IReadOnlyCollection<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        return new Times(sorted[0], sorted[sorted.Length / 2]);
    }
}

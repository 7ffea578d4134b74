namespace ConvGen.Benchmarks.Measuring;

/// <summary>The measured peak of one core in GFLOP/s; 0 where the processor has no such vectors.</summary>
/// <param name="Bits512">With vectors of 512 bits.</param>
/// <param name="Bits256">With vectors of 256 bits.</param>
internal sealed record PeakRates(double Bits512, double Bits256)
{
    /// <summary>Measures them and says so.</summary>
    public static PeakRates Measure()
    {
        var rates = new PeakRates(Peak.Avx512(), Peak.Avx2());
        Console.WriteLine($"peak of one core: {rates.Bits512:F0} GFLOP/s with 512-bit vectors, {rates.Bits256:F0} with 256-bit vectors");
        return rates;
    }

    /// <summary>The share of the peak that a call reaches.</summary>
    /// <param name="macs">The call's multiply-accumulates.</param>
    /// <param name="seconds">Its time.</param>
    /// <param name="threads">The cores it uses.</param>
    /// <param name="maxBits">The widest vectors it may use.</param>
    /// <returns><see langword="null"/> when the peak of such vectors was not measured.</returns>
    public double? Fraction(long macs, double seconds, int threads, int maxBits)
    {
        double peak = maxBits switch { 512 when Bits512 > 0 => Bits512, >= 256 => Bits256, _ => 0 };
        return peak == 0 ? null : 2.0 * macs / seconds / (peak * 1e9 * threads);
    }
}

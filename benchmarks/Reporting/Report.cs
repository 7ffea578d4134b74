using System.Text.Json;
using ConvGen.Benchmarks.Measuring;

namespace ConvGen.Benchmarks.Reporting;

/// <summary>Everything that one run measured, printed as it comes.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    private readonly List<Comparison> _comparisons = [];
    private readonly List<KernelResult> _kernels = [];

    /// <summary>What everything is measured on.</summary>
    public string Processor { get; } = Machine.Describe();

    /// <summary>What one core can do.</summary>
    public Lazy<PeakRates> Peak { get; } = new(PeakRates.Measure);

    /// <summary>Whether all compared outputs agree.</summary>
    public bool Agrees => _comparisons.All(comparison => comparison.Agreement?.Holds != false);

    /// <summary>Prints a heading and the names of a comparison's columns.</summary>
    public static void Begin(string heading)
    {
        Console.WriteLine();
        Console.WriteLine(heading);
        Console.WriteLine(ComparisonTable.Header);
    }

    /// <summary>Makes comparisons, watching whether the machine has the cores for them, and prints them.</summary>
    /// <param name="threads">How many threads they use.</param>
    /// <param name="compare">Makes them.</param>
    public void Add(int threads, Func<IEnumerable<Comparison>> compare)
    {
        double before = AvailableCores.Measure(threads);
        Comparison[] rows = [.. compare()];
        double cores = Math.Min(before, AvailableCores.Measure(threads));
        foreach (Comparison row in rows.Select(row => row with { Cores = cores }))
        {
            _comparisons.Add(row);
            Console.WriteLine(ComparisonTable.Row(row));
        }
    }

    /// <summary>Takes and prints a layer alone.</summary>
    public void Add(KernelResult kernel)
    {
        _kernels.Add(kernel);
        string rate = $"{kernel.Seconds * 1e6:F1} µs, {kernel.Gflops:F0} GFLOP/s, {100 * kernel.PeakFraction:F1} % of peak";
        Console.WriteLine($"  {kernel.Layer}, {kernel.VectorBits} bits: {rate}");
    }

    /// <summary>Writes all of it as JSON.</summary>
    public void Write(string path)
    {
        PeakRates? peak = Peak.IsValueCreated ? Peak.Value : null;
        File.WriteAllText(path, JsonSerializer.Serialize(new { Processor, Peak = peak, Kernels = _kernels, Comparisons = _comparisons }, Format));
    }
}

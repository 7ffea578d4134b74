using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.Reporting;

namespace ConvGen.Benchmarks.Modes;

/// <summary>Measures single layers: eight of them more or less, so that what the border of the network costs falls out.</summary>
internal static class KernelMode
{
    private const int LayersMore = 8;

    private static readonly (string Layer, Func<NetworkOptions, INetwork> One, Func<NetworkOptions, INetwork> Nine)[] Kernels =
    [
        ("3×3, 64→64 on 56×56", options => new Conv3x3Of64At56Times1(options), options => new Conv3x3Of64At56Times9(options)),
        ("3×3, 128→128 on 28×28", options => new Conv3x3Of128At28Times1(options), options => new Conv3x3Of128At28Times9(options)),
        ("3×3, 256→256 on 14×14", options => new Conv3x3Of256At14Times1(options), options => new Conv3x3Of256At14Times9(options)),
        ("1×1, 256→256 on 28×28", options => new Conv1x1Of256At28Times1(options), options => new Conv1x1Of256At28Times9(options)),
    ];

    /// <summary>Prints time, rate and fraction of peak on one core.</summary>
    public static void Run(Settings settings, Report report)
    {
        _ = report.Peak.Value;
        Console.WriteLine();
        Console.WriteLine("layers alone, 1 thread");
        foreach ((string layer, Func<NetworkOptions, INetwork> createOne, Func<NetworkOptions, INetwork> createNine) in Kernels)
        {
            using INetwork first = createOne(new NetworkOptions { Threads = 1 });
            string algorithm = first.Description.Layers[^1].Algorithm;
            Measure(settings, report, $"{layer}, direct", createOne, createNine, exact: true);
            if (algorithm.StartsWith("Winograd", StringComparison.Ordinal))
                Measure(settings, report, $"{layer}, {algorithm}", createOne, createNine, exact: false);
        }
    }

    private static void Measure(
        Settings settings, Report report, string layer, Func<NetworkOptions, INetwork> createOne, Func<NetworkOptions, INetwork> createNine, bool exact)
    {
        foreach (int bits in new[] { 512, 256 })
        {
            var options = new NetworkOptions { Threads = 1, MaxVectorBits = bits, Exact = exact };
            using INetwork one = createOne(options), nine = createNine(options);
            Times[] times = Alternation.Measure(settings.Seconds, new ForwardPass(one).Contender, new ForwardPass(nine).Contender);
            double seconds = (times[1].Minimum - times[0].Minimum) / LayersMore;
            long macs = one.Description.Macs;
            report.Add(new KernelResult(layer, bits, seconds, 2.0 * macs / seconds / 1e9, report.Peak.Value.Fraction(macs, seconds, 1, bits)));
        }
    }
}

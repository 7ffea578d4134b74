using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.Reporting;

namespace ConvGen.Benchmarks.Modes;

/// <summary>Measures single layers: eight of them more or less, so that what the border of the network costs falls out.</summary>
internal static class KernelMode
{
    private const int LayersMore = 8;

    private static readonly int[] VectorBits = [512, 256];

    private static readonly (string Layer, Func<NetworkOptions, INetwork> One, Func<NetworkOptions, INetwork> Nine)[] Kernels =
    [
        ("3×3, 64→64 on 56×56", options => new Conv3x3Of64At56Times1(options), options => new Conv3x3Of64At56Times9(options)),
        ("3×3, 128→128 on 28×28", options => new Conv3x3Of128At28Times1(options), options => new Conv3x3Of128At28Times9(options)),
        ("3×3, 256→256 on 14×14", options => new Conv3x3Of256At14Times1(options), options => new Conv3x3Of256At14Times9(options)),
        ("1×1, 256→256 on 28×28", options => new Conv1x1Of256At28Times1(options), options => new Conv1x1Of256At28Times9(options)),
        ("5×5, 16→16 on 64×64", options => new Fourier5x5Of16Times1(options), options => new Fourier5x5Of16Times9(options)),
        ("5×5, 32→32 on 64×64", options => new Fourier5x5Of32Times1(options), options => new Fourier5x5Of32Times9(options)),
        ("5×5, 64→64 on 64×64", options => new Fourier5x5Of64Times1(options), options => new Fourier5x5Of64Times9(options)),
        ("7×7, 16→16 on 64×64", options => new Fourier7x7Of16Times1(options), options => new Fourier7x7Of16Times9(options)),
        ("7×7, 32→32 on 64×64", options => new Fourier7x7Of32Times1(options), options => new Fourier7x7Of32Times9(options)),
        ("7×7, 64→64 on 64×64", options => new Fourier7x7Of64Times1(options), options => new Fourier7x7Of64Times9(options)),
        ("9×9, 16→16 on 64×64", options => new Fourier9x9Of16Times1(options), options => new Fourier9x9Of16Times9(options)),
        ("9×9, 32→32 on 64×64", options => new Fourier9x9Of32Times1(options), options => new Fourier9x9Of32Times9(options)),
        ("9×9, 64→64 on 64×64", options => new Fourier9x9Of64Times1(options), options => new Fourier9x9Of64Times9(options)),
        ("15×15, 16→16 on 64×64", options => new Fourier15x15Of16Times1(options), options => new Fourier15x15Of16Times9(options)),
        ("15×15, 32→32 on 64×64", options => new Fourier15x15Of32Times1(options), options => new Fourier15x15Of32Times9(options)),
        ("15×15, 64→64 on 64×64", options => new Fourier15x15Of64Times1(options), options => new Fourier15x15Of64Times9(options)),
        ("15, 16→16 on 1024", options => new Fourier15Of16Times1(options), options => new Fourier15Of16Times9(options)),
        ("15, 32→32 on 1024", options => new Fourier15Of32Times1(options), options => new Fourier15Of32Times9(options)),
        ("15, 64→64 on 1024", options => new Fourier15Of64Times1(options), options => new Fourier15Of64Times9(options)),
        ("31, 16→16 on 1024", options => new Fourier31Of16Times1(options), options => new Fourier31Of16Times9(options)),
        ("31, 32→32 on 1024", options => new Fourier31Of32Times1(options), options => new Fourier31Of32Times9(options)),
        ("31, 64→64 on 1024", options => new Fourier31Of64Times1(options), options => new Fourier31Of64Times9(options)),
        ("63, 16→16 on 1024", options => new Fourier63Of16Times1(options), options => new Fourier63Of16Times9(options)),
        ("63, 32→32 on 1024", options => new Fourier63Of32Times1(options), options => new Fourier63Of32Times9(options)),
        ("63, 64→64 on 1024", options => new Fourier63Of64Times1(options), options => new Fourier63Of64Times9(options)),
        ("127, 16→16 on 1024", options => new Fourier127Of16Times1(options), options => new Fourier127Of16Times9(options)),
        ("127, 32→32 on 1024", options => new Fourier127Of32Times1(options), options => new Fourier127Of32Times9(options)),
        ("127, 64→64 on 1024", options => new Fourier127Of64Times1(options), options => new Fourier127Of64Times9(options)),
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
            string algorithm = first.Info.Layers[^1].Algorithm;
            IReadOnlyList<double> direct = Measure(settings, report, $"{layer}, direct", createOne, createNine, exact: true);
            if (algorithm.StartsWith("direct", StringComparison.Ordinal))
                continue;
            IReadOnlyList<double> fast = Measure(settings, report, $"{layer}, {algorithm}", createOne, createNine, exact: false);
            Console.WriteLine($"  {layer}: {string.Join(", ", VectorBits.Select((bits, i) => $"{direct[i] / fast[i]:F1} times as fast with {bits} bits"))}");
        }
    }

    // The seconds of one layer for each width of vectors.
    private static List<double> Measure(
        Settings settings, Report report, string layer, Func<NetworkOptions, INetwork> createOne, Func<NetworkOptions, INetwork> createNine, bool exact)
    {
        List<double> layers = [];
        foreach (int bits in VectorBits)
        {
            var options = new NetworkOptions { Threads = 1, MaxVectorBits = bits, Exact = exact };
            using INetwork one = createOne(options), nine = createNine(options);
            Times[] times = Alternation.Measure(settings.Seconds, new ForwardPass(one).Contender, new ForwardPass(nine).Contender);
            double seconds = (times[1].Minimum - times[0].Minimum) / LayersMore;
            long macs = one.Info.Macs;
            report.Add(new KernelResult(layer, bits, seconds, 2.0 * macs / seconds / 1e9, report.Peak.Value.Fraction(macs, seconds, 1, bits)));
            layers.Add(seconds);
        }

        return layers;
    }
}

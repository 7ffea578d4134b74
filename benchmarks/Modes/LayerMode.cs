using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.Reporting;

namespace ConvGen.Benchmarks.Modes;

/// <summary>
/// Measures every step of a network: where its time goes, how near each layer comes to the peak, and how near dense layers come to reading
/// their weights as fast as a loop that does nothing else.
/// </summary>
internal static class LayerMode
{
    private const string Halo = "halo";

    /// <summary>Prints a table for each network and number of threads.</summary>
    public static void Run(Settings settings, Report report)
    {
        PeakRates peak = report.Peak.Value;
        foreach (BenchmarkedNetwork<INetwork> network in Catalogue.Forward.Choose(settings.Networks))
        {
            foreach (int threads in settings.Threads)
            {
                using INetwork ours = network.Create(new NetworkOptions { Threads = threads, MaxVectorBits = settings.VectorBits });
                RandomNumbers.SetWeights(ours);
                Print(ours, $"{network.Title}, {threads} thread(s)", settings, peak, threads);
            }
        }

        TrainingLayers.Run(settings, peak);
    }

    private static void Print(INetwork network, string title, Settings settings, PeakRates peak, int threads)
    {
        var pass = new ForwardPass(network);
        Times plain = Alternation.Measure(settings.Seconds, pass.Contender)[0];
        network.Profile = new NetworkProfile();
        var stream = new WeightStream(network, threads);
        double streaming = Alternation.Measure(settings.Seconds, pass.Contender, stream.Contender)[1].Minimum;
        Dictionary<string, long> macs = network.Info.Layers.ToDictionary(layer => layer.Name, layer => layer.Macs);
        Console.WriteLine();
        Console.WriteLine($"{title}: {plain.Minimum * 1e6:F1} µs");
        Console.WriteLine($"  {"layer",-24} {"algorithm",-24} {"µs",10} {"share",7} {"of peak",9} {"of stream",9}");
        double sum = 0;
        foreach (StepProfile step in network.Profile.Steps)
        {
            double seconds = step.Minimum.TotalSeconds;
            sum += seconds;

            // Clearing a halo computes nothing; a layer's multiply-accumulates are those of the first step that does.
            long ofLayer = step.Algorithm != Halo && macs.Remove(step.Layer, out long count) ? count : 0;
            string fraction = ofLayer == 0 ? "" : Percent(peak.Fraction(ofLayer, seconds, threads, settings.VectorBits));
            Console.WriteLine($"  {step.Layer,-24} {step.Algorithm,-24} {seconds * 1e6,10:F1} {100 * seconds / plain.Minimum,5:F1} % {fraction,9} {Percent(stream.Fraction(step.Layer, seconds, streaming)),9}".TrimEnd());
        }

        Console.WriteLine($"  {"the rest",-24} {"",-24} {(plain.Minimum - sum) * 1e6,10:F1} {100 * (1 - sum / plain.Minimum),5:F1} %");
        network.Profile = null;
    }

    /// <summary>A share as a text; nothing for none.</summary>
    public static string Percent(double? fraction) => fraction is null ? "" : $"{100 * fraction:F1} %";
}

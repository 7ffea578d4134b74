using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.Reporting;

namespace ConvGen.Benchmarks.Modes;

/// <summary>Measures every step of training, forward and backward, and how near those that multiply come to the peak.</summary>
internal static class TrainingLayers
{
    // How the algorithms begin that do a layer's multiply-adds once for each example.
    private static readonly string[] Multiplying = ["direct", "Winograd", "planar", "dense", "depthwise"];

    /// <summary>Prints a table for each trained network and number of threads.</summary>
    public static void Run(Settings settings, PeakRates peak)
    {
        foreach (BenchmarkedNetwork<ITrainableNetwork> network in Catalogue.Training.Choose(settings.Networks))
        {
            foreach (int threads in settings.Threads)
            {
                using ITrainableNetwork ours = network.Create(new NetworkOptions { Threads = threads, MaxVectorBits = settings.VectorBits });
                RandomNumbers.SetWeights(ours);
                Print(ours, $"{network.Title}, training step of {TrainingMode.Batch}, {threads} thread(s)", settings, peak, threads);
            }
        }
    }

    private static void Print(ITrainableNetwork network, string title, Settings settings, PeakRates peak, int threads)
    {
        using TrainingContext context = network.CreateTrainingContext(TrainingMode.Batch);
        float[] input = RandomNumbers.Inputs(TrainingMode.Batch * network.InputLength), gradient = RandomNumbers.Inputs(TrainingMode.Batch * network.OutputLength);
        context.Profile = new NetworkProfile();
        var step = new ActionContender(() =>
        {
            context.Forward(input);
            context.Backward(gradient);
        });
        Times times = Alternation.Measure(settings.Seconds, step)[0];
        Dictionary<string, long> macs = network.Info.Layers.ToDictionary(layer => layer.Name, layer => layer.Macs * TrainingMode.Batch);
        Console.WriteLine();
        Console.WriteLine($"{title}: {times.Minimum * 1e6:F1} µs without the optimizer");
        Console.WriteLine($"  {"layer",-12} {"algorithm",-26} {"µs",10} {"share",7} {"of peak",9}");
        foreach (StepProfile each in context.Profile.Steps)
        {
            double seconds = each.Minimum.TotalSeconds;
            string fraction = Array.Exists(Multiplying, start => each.Algorithm.StartsWith(start, StringComparison.Ordinal))
                ? LayerMode.Percent(peak.Fraction(macs[each.Layer], seconds, threads, settings.VectorBits))
                : "";
            Console.WriteLine($"  {each.Layer,-12} {each.Algorithm,-26} {seconds * 1e6,10:F1} {100 * seconds / times.Minimum,5:F1} % {fraction,9}".TrimEnd());
        }
    }
}

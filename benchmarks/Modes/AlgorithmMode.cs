using ConvGen.Benchmarks.Algorithms;
using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.OnnxRuntime;
using ConvGen.Benchmarks.Reporting;
using ConvGen.Compiler;
using ConvGen.Onnx;

namespace ConvGen.Benchmarks.Modes;

/// <summary>
/// Measures single convolutions: those with few outputs side by side with ONNX Runtime, and over a grid of them the algorithm that is chosen
/// beside the others.
/// </summary>
internal static class AlgorithmMode
{
    // What timing on a shared machine may be off by.
    private const double Tolerance = 1.1;

    /// <summary>Prints a row for each layer, and marks those for which another algorithm than the chosen one is faster.</summary>
    public static void Run(Settings settings, Report report)
    {
        if (settings.Uses(PeerNames.OnnxRuntime))
        {
            Report.Begin($"layers with few outputs, batch 1, vectors of up to {settings.VectorBits} bits");
            foreach (MeasuredLayer layer in LayerGrid.Endings)
            {
                Compare(layer, settings, report);
            }
        }

        foreach (int threads in settings.Threads)
        {
            Print(threads, settings);
        }
    }

    private static void Compare(MeasuredLayer layer, Settings settings, Report report)
    {
        using var folder = new TemporaryFolder();
        using CompiledNetwork compiled = layer.Compile(ConvolutionAlgorithm.Auto);
        foreach (int threads in settings.Threads)
        {
            using INetwork ours = compiled.Create(new NetworkOptions { Threads = threads, MaxVectorBits = settings.VectorBits });
            RandomNumbers.SetWeights(ours);
            string model = folder.File("layer.onnx");
            ours.SaveOnnx(model);
            var pass = new ForwardPass(ours);
            using OnnxRuntimeSession theirs = new(model, threads, [pass.Input]);
            report.Add(threads, () =>
            {
                Times[] times = Alternation.Measure(settings.Seconds, pass.Contender, new ActionContender(theirs.Run));
                var agreement = Agreement.Of(pass.Output, theirs.Outputs[0]);
                return [new Comparison("algorithms", $"{layer}", threads, times[0], PeerNames.OnnxRuntime, times[1], agreement, pass.Macs)];
            });
        }
    }

    private static void Print(int threads, Settings settings)
    {
        Console.WriteLine();
        Console.WriteLine($"algorithms of single layers, {threads} thread(s), vectors of up to {settings.VectorBits} bits, fastest runs in µs");
        MeasuredLayer[] layers = [.. LayerGrid.Endings.Concat(LayerGrid.Layers).Where(layer => layer.Algorithms.Count > 0)];
        int slower = 0;
        foreach (MeasuredLayer layer in layers)
        {
            AlgorithmTimes times = AlgorithmTimes.Measure(layer, threads, settings);
            slower += times.Excess > Tolerance ? 1 : 0;
            Console.WriteLine(Row(layer, times));
        }

        Console.WriteLine($"  {slower} of {layers.Length} layers take over {Tolerance:F1} times as long as by another algorithm");
    }

    private static string Row(MeasuredLayer layer, AlgorithmTimes times)
    {
        string others = string.Concat(times.Others.Select(other => $"{other.Algorithm,10} {other.Seconds * 1e6,9:F1}"));
        string mark = times.Excess > Tolerance ? $"   {times.Excess:F2} times the fastest" : "";
        return $"  {layer,-34} {times.Chosen,-24} {times.Automatic * 1e6,9:F1}{others}{mark}";
    }
}

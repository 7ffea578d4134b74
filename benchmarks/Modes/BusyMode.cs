using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.OnnxRuntime;
using ConvGen.Benchmarks.Reporting;
using ConvGen.Benchmarks.Starting;
using ConvGen.Onnx;

namespace ConvGen.Benchmarks.Modes;

/// <summary>
/// Measures whole networks on one example beside a process that keeps a core busy, and without it. Samples are so long that what a neighbour
/// costs is in each of them.
/// </summary>
internal static class BusyMode
{
    private const double SecondsPerSample = 0.1;

    /// <summary>Prints a row for each network and number of threads, quiet and busy.</summary>
    public static void Run(Settings settings, Report report)
    {
        Report.Begin($"forward pass beside another process, batch 1, in samples of {SecondsPerSample} s");
        foreach (BenchmarkedNetwork<INetwork> network in Catalogue.Forward.Choose(settings.Networks))
        {
            using var folder = new TemporaryFolder();
            string? model = settings.Uses(PeerNames.OnnxRuntime) ? folder.File("network.onnx") : null;
            foreach (int threads in settings.Threads)
            {
                using INetwork ours = network.Create(new NetworkOptions { Threads = threads, MaxVectorBits = settings.VectorBits });
                RandomNumbers.SetWeights(ours);
                if (model is not null && !File.Exists(model))
                {
                    ours.SaveOnnx(model);
                }

                var pass = new ForwardPass(ours);
                using OnnxRuntimeSession? theirs = model is null ? null : new OnnxRuntimeSession(model, threads, [pass.Input]);
                report.Add(threads, () => [Compare(pass, theirs, $"{network.Title}, quiet", threads, settings.Seconds)]);
                using var neighbour = new BusyCore();
                report.Add(threads, () => [Compare(pass, theirs, $"{network.Title}, busy", threads, settings.Seconds)]);
            }
        }
    }

    private static Comparison Compare(ForwardPass pass, OnnxRuntimeSession? theirs, string title, int threads, double seconds)
    {
        var ours = new ActionContender(pass.Run, SecondsPerSample);
        if (theirs is null)
        {
            return new Comparison("busy", title, threads, Alternation.Measure(seconds, ours)[0]);
        }

        Times[] times = Alternation.Measure(seconds, ours, new ActionContender(theirs.Run, SecondsPerSample));
        return new Comparison("busy", title, threads, times[0], PeerNames.OnnxRuntime, times[1]);
    }
}

using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.OnnxRuntime;
using ConvGen.Benchmarks.Reporting;
using ConvGen.Onnx;

namespace ConvGen.Benchmarks.Modes;

/// <summary>Measures whole networks on one or more examples, side by side with ONNX Runtime on the same weights.</summary>
internal static class NetworkMode
{
    /// <summary>Prints a row for each batch, network and number of threads.</summary>
    public static void Run(Settings settings, Report report)
    {
        foreach (int batch in settings.Batches)
        {
            Run(settings, report, batch);
        }
    }

    private static void Run(Settings settings, Report report, int batch)
    {
        PeakRates peak = report.Peak.Value;
        Report.Begin($"forward pass, batch {batch}, vectors of up to {settings.VectorBits} bits");
        foreach (BenchmarkedNetwork<INetwork> network in Catalogue.Forward.Choose(settings.Networks))
        {
            using var folder = new TemporaryFolder();
            string? model = null;
            foreach (int threads in settings.Threads)
            {
                var options = new NetworkOptions { Threads = threads, MaxVectorBits = settings.VectorBits };
                using INetwork ours = network.Create(options);
                RandomNumbers.SetWeights(ours);
                var pass = new ForwardPass(ours, RandomNumbers.Inputs(batch * ours.InputLength));
                model ??= settings.Uses(PeerNames.OnnxRuntime) ? Save(ours, folder.File("network.onnx")) : null;
                int[] shape = [batch, .. ours.Info.Inputs[0].Shape];
                using OnnxRuntimeSession? theirs = model is null ? null : new OnnxRuntimeSession(model, threads, [pass.Input], [shape]);
                report.Add(threads, () => [WithFraction(Compare(pass, theirs, network, threads, settings.Seconds))]);

                Comparison WithFraction(Comparison row) =>
                    row with { PeakFraction = peak.Fraction(row.Macs ?? 0, row.Ours.Minimum, threads, settings.VectorBits) };
            }
        }
    }

    private static string Save(INetwork network, string path)
    {
        network.SaveOnnx(path);
        return path;
    }

    private static Comparison Compare(
        ForwardPass pass, OnnxRuntimeSession? theirs, BenchmarkedNetwork<INetwork> network, int threads, double seconds)
    {
        long macs = pass.Macs;
        if (theirs is null)
        {
            return new Comparison("networks", network.Title, threads, Alternation.Measure(seconds, pass.Contender)[0], Macs: macs);
        }

        Times[] times = Alternation.Measure(seconds, pass.Contender, new ActionContender(theirs.Run));
        Agreement agreement = Agreement.Of(pass.Output, theirs.Outputs[0], network.Tolerance);
        return new Comparison("networks", network.Title, threads, times[0], PeerNames.OnnxRuntime, times[1], agreement, macs);
    }
}

using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.Onnx;
using ConvGen.Benchmarks.OnnxRuntime;
using ConvGen.Benchmarks.Reporting;

namespace ConvGen.Benchmarks.Modes;

/// <summary>Measures whole networks on one example, side by side with ONNX Runtime on the same weights.</summary>
internal static class NetworkMode
{
    /// <summary>Prints a row for each network and number of threads.</summary>
    public static void Run(Settings settings, Report report)
    {
        PeakRates peak = report.Peak.Value;
        Report.Begin($"forward pass, batch 1, vectors of up to {settings.VectorBits} bits");
        OnnxRuntimeApi? api = settings.Uses(PeerNames.OnnxRuntime) ? new OnnxRuntimeApi(PeerInstallation.OnnxRuntimeLibrary!) : null;
        foreach (BenchmarkedNetwork<INetwork> network in Catalogue.Forward.Choose(settings.Networks))
        {
            using var folder = new TemporaryFolder();
            OnnxFile? file = null;
            foreach (int threads in settings.Threads)
            {
                var options = new NetworkOptions { Threads = threads, MaxVectorBits = settings.VectorBits };
                using INetwork ours = network.Create(options);
                RandomNumbers.SetWeights(ours);
                file ??= api is null ? null : OnnxExporter.Write(ours, folder.File("network.onnx"));
                using OnnxRuntimeSession? theirs = file is null ? null : new OnnxRuntimeSession(api!, file, threads);
                report.Add(threads, () => [WithFraction(Compare(ours, theirs, network, threads, settings.Seconds))]);

                Comparison WithFraction(Comparison row) =>
                    row with { PeakFraction = peak.Fraction(row.Macs ?? 0, row.Ours.Minimum, threads, settings.VectorBits) };
            }
        }
    }

    private static Comparison Compare(
        INetwork ours, OnnxRuntimeSession? theirs, BenchmarkedNetwork<INetwork> network, int threads, double seconds)
    {
        var pass = new ForwardPass(ours);
        long macs = ours.Info.Macs;
        if (theirs is null)
        {
            return new Comparison("networks", network.Title, threads, Alternation.Measure(seconds, pass.Contender)[0], Macs: macs);
        }

        pass.Input.CopyTo(theirs.Input);
        Times[] times = Alternation.Measure(seconds, pass.Contender, new ActionContender(theirs.Run));
        Agreement agreement = Agreement.Of(pass.Output, theirs.Output, network.Tolerance);
        return new Comparison("networks", network.Title, threads, times[0], PeerNames.OnnxRuntime, times[1], agreement, macs);
    }
}

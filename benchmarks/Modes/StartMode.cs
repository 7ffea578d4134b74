using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.Reporting;
using ConvGen.Benchmarks.Starting;
using ConvGen.Onnx;

namespace ConvGen.Benchmarks.Modes;

/// <summary>
/// Measures how long networks take to their first answer: fresh processes of this program, weights from a file in the disk's cache.
/// </summary>
internal static class StartMode
{
    private const int Rounds = 5;

    /// <summary>Prints two rows for each network and number of threads: with the start of .NET, and without.</summary>
    public static void Run(Settings settings, Report report)
    {
        foreach (BenchmarkedNetwork<INetwork> network in Catalogue.Starting.Choose(settings.Networks))
        {
            Report.Begin($"first answer, {network.Title}");
            using var folder = new TemporaryFolder();
            string weights = folder.File("weights.safetensors"), model = folder.File("network.onnx");
            WriteFiles(network, weights, model);
            foreach (int threads in settings.Threads)
            {
                string[]? theirs = settings.Uses(PeerNames.OnnxRuntime) ? FirstAnswer.ArgumentsForPeer(model, threads) : null;
                report.Add(threads, () => Compare(FirstAnswer.ArgumentsFor(network.Key, weights, threads), theirs, threads));
            }
        }
    }

    private static void WriteFiles(BenchmarkedNetwork<INetwork> chosen, string weights, string model)
    {
        using INetwork network = chosen.Create(new NetworkOptions());
        RandomNumbers.SetWeights(network);
        network.Save(weights);
        network.SaveOnnx(model);
    }

    private static Comparison[] Compare(string[] ourArguments, string[]? theirArguments, int threads)
    {
        List<StartedProcess> ours = [], theirs = [];
        for (int round = 0; round < Rounds; round++)
        {
            ours.Add(StartedProcess.Run(ourArguments));
            if (theirArguments is not null)
            {
                theirs.Add(StartedProcess.Run(theirArguments));
            }
        }

        return
        [
            Row("process start to answer", threads, ours, theirs, start => start.FromProcessStart),
            Row("loading to answer", threads, ours, theirs, start => start.FromMain),
        ];
    }

    private static Comparison Row(
        string what, int threads, List<StartedProcess> ours, List<StartedProcess> theirs, Func<StartedProcess, double> seconds)
    {
        var row = new Comparison("start", what, threads, Times.Of([.. ours.Select(seconds)]));
        return theirs.Count == 0 ? row : row with
        {
            Peer = PeerNames.OnnxRuntime,
            Theirs = Times.Of([.. theirs.Select(seconds)]),
            Agreement = Agreement.Of(ours[0].Answer, theirs[0].Answer),
        };
    }
}

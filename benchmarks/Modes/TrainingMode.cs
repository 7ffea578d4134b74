using System.Runtime.InteropServices;
using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.Reporting;
using ConvGen.Benchmarks.Torch;

namespace ConvGen.Benchmarks.Modes;

/// <summary>Measures training steps, side by side with PyTorch from the same weights on the same minibatch.</summary>
internal static class TrainingMode
{
    /// <summary>Examples in a step.</summary>
    public const int Batch = 64;

    private const float LearningRate = 0.01f;

    // So many losses must be the same before anything is timed.
    private const int ComparedSteps = 3;

    /// <summary>Prints a row for each network and number of threads.</summary>
    public static void Run(Settings settings, Report report)
    {
        bool compared = settings.Uses(PeerNames.Torch);
        Report.Begin(compared
            ? $"training step, SGD, batch {Batch}, beside {PeerInstallation.Torch!.Title}. {PeerInstallation.TorchNote}".TrimEnd()
            : $"training step, SGD, batch {Batch}");
        foreach (BenchmarkedNetwork<ITrainableNetwork> network in Catalogue.Training.Choose(settings.Networks))
        {
            foreach (int threads in settings.Threads)
            {
                var options = new NetworkOptions { Threads = threads, MaxVectorBits = settings.VectorBits };
                using ITrainableNetwork ours = network.Create(options);
                RandomNumbers.SetWeights(ours);
                report.Add(threads, () => [Compare(ours, network, threads, settings.Seconds, compared)]);
            }
        }
    }

    private static Comparison Compare(
        ITrainableNetwork ours, BenchmarkedNetwork<ITrainableNetwork> network, int threads, double seconds, bool compared)
    {
        using var session = new TrainingSession<ITrainableNetwork>(ours, new Sgd(LearningRate), Loss.CrossEntropy, Batch);
        float[] inputs = RandomNumbers.Inputs(Batch * ours.InputLength);
        float[] classes = [.. Enumerable.Range(0, Batch).Select(i => (float)(i % ours.OutputLength))];
        var contender = new ActionContender(() => session.Step(inputs, classes));
        if (!compared)
        {
            return new Comparison("training", network.Title, threads, Alternation.Measure(seconds, contender)[0]);
        }

        using var folder = new TemporaryFolder();
        string weights = folder.File("weights.safetensors"), examples = folder.File("examples");
        ours.Save(weights);
        File.WriteAllBytes(examples, MemoryMarshal.AsBytes<float>([.. inputs, .. classes]));
        using var theirs = new TorchProcess(PeerInstallation.Torch!, network.Key, weights, examples, threads, Batch, ComparedSteps);
        float[] losses = [.. Enumerable.Range(0, ComparedSteps).Select(_ => session.Step(inputs, classes))];
        Agreement agreement = Agreement.Of(losses, theirs.Losses);
        Times[] times = Alternation.Measure(seconds, contender, theirs);
        return new Comparison("training", network.Title, threads, times[0], PeerNames.Torch, times[1], agreement);
    }
}

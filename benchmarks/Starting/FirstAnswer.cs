using System.Diagnostics;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.OnnxRuntime;

namespace ConvGen.Benchmarks.Starting;

/// <summary>
/// The child process of the start mode: loads a network from a file, answers once, prints the seconds since its main method began on
/// one line and the answer on the next.
/// </summary>
internal static class FirstAnswer
{
    private const string Command = "first-answer", Ours = "convgen", Theirs = "ort";

    /// <summary>The arguments for this library.</summary>
    public static string[] ArgumentsFor(string network, string weights, int threads) => [Command, Ours, weights, $"{threads}", network];

    /// <summary>The arguments for ONNX Runtime.</summary>
    public static string[] ArgumentsForPeer(string model, int threads) => [Command, Theirs, model, $"{threads}"];

    /// <summary>Whether this process is such a child.</summary>
    public static bool IsRequested(string[] arguments) => arguments is [Command, ..];

    /// <summary>Answers.</summary>
    public static int Run(string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        string path = arguments[2];
        int threads = int.Parse(arguments[3]);
        if (arguments[1] == Ours)
        {
            Func<string, NetworkOptions, INetwork> load = Catalogue.Starting.Single(network => network.Key == arguments[4]).Load!;
            using INetwork network = load(path, new NetworkOptions { Threads = threads });
            float[] output = new float[network.OutputLength];
            network.Forward(RandomNumbers.Inputs(network.InputLength), output);
            Print(start, output);
        }
        else
        {
            Print(start, OnnxRuntimeSession.Answer(path, threads));
        }

        return 0;
    }

    private static void Print(long start, ReadOnlySpan<float> answer)
    {
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalSeconds);
        Console.WriteLine(string.Join(' ', answer.ToArray()));
    }
}

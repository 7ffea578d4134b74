using System.Diagnostics;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.OnnxRuntime;

namespace ConvGen.Benchmarks.Starting;

/// <summary>
/// The child process of the start mode: loads ResNet-18 from a file, answers once, prints the seconds since its main method began on
/// one line and the answer on the next.
/// </summary>
internal static class FirstAnswer
{
    private const string Command = "first-answer", Ours = "convgen", Theirs = "ort";

    /// <summary>The arguments for this library.</summary>
    public static string[] ArgumentsFor(string weights, int threads) => [Command, Ours, $"{threads}", weights];

    /// <summary>The arguments for ONNX Runtime.</summary>
    public static string[] ArgumentsForPeer(string model, int threads) => [Command, Theirs, $"{threads}", model];

    /// <summary>Whether this process is such a child.</summary>
    public static bool IsRequested(string[] arguments) => arguments is [Command, ..];

    /// <summary>Answers.</summary>
    public static int Run(string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        float[] input = RandomNumbers.Inputs(ResNet18.InputLength);
        int threads = int.Parse(arguments[2]);
        if (arguments[1] == Ours)
        {
            using ResNet18 network = ResNet18.Load(arguments[3], new NetworkOptions { Threads = threads });
            float[] output = new float[ResNet18.OutputLength];
            network.Forward(input, output);
            Print(start, output);
        }
        else
        {
            Print(start, OnnxRuntimeSession.Answer(arguments[3], threads, input));
        }

        return 0;
    }

    private static void Print(long start, ReadOnlySpan<float> answer)
    {
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalSeconds);
        Console.WriteLine(string.Join(' ', answer.ToArray()));
    }
}

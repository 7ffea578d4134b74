using System.Diagnostics;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.Onnx;
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
    public static string[] ArgumentsFor(OnnxFile file, int threads, string library) =>
        [Command, Theirs, $"{threads}", file.Path, library, file.Input, file.Output];

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
            var file = new OnnxFile(arguments[3], arguments[5], [1, 3, 224, 224], arguments[6], [1, ResNet18.OutputLength]);
            using var session = new OnnxRuntimeSession(new OnnxRuntimeApi(arguments[4]), file, threads);
            input.CopyTo(session.Input);
            session.Run();
            Print(start, session.Output);
        }

        return 0;
    }

    private static void Print(long start, ReadOnlySpan<float> answer)
    {
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalSeconds);
        Console.WriteLine(string.Join(' ', answer.ToArray()));
    }
}

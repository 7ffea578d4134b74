using System.Diagnostics;
using System.Globalization;

namespace ConvGen.Benchmarks.Starting;

/// <summary>One start of a child process.</summary>
/// <param name="FromProcessStart">Seconds until it had its first answer, from before it was started.</param>
/// <param name="FromMain">The same from its main method on, without the start of .NET.</param>
/// <param name="Answer">The answer.</param>
internal sealed record StartedProcess(double FromProcessStart, double FromMain, float[] Answer)
{
    /// <summary>Starts this program with other arguments.</summary>
    public static Process Start(string[] arguments)
    {
        string program = Environment.ProcessPath!;

        // Started by "dotnet Benchmarks.dll", this process is dotnet's.
        bool hosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] all = hosted ? [Path.Combine(AppContext.BaseDirectory, "Benchmarks.dll"), .. arguments] : arguments;
        return Process.Start(new ProcessStartInfo(program, all) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
    }

    /// <summary>Starts this program with other arguments and waits for its answer.</summary>
    public static StartedProcess Run(string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Start(arguments);
        string seconds = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process ended without an answer.");
        double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        float[] numbers = [.. answer.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
        return new StartedProcess(elapsed, double.Parse(seconds, CultureInfo.InvariantCulture), numbers);
    }

    private static float Parse(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}

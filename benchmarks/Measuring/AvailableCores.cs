using System.Diagnostics;

namespace ConvGen.Benchmarks.Measuring;

/// <summary>
/// How many cores the machine gives this process at the moment. Times with several threads mean nothing when others hold the cores, and
/// some libraries suffer out of proportion: threads that spin at a barrier keep the one they wait for from running.
/// </summary>
internal static class AvailableCores
{
    // The system counts processor time in ticks of 10 ms.
    private const double Seconds = 0.1;

    /// <summary>Keeps threads busy for a moment.</summary>
    /// <param name="threads">How many.</param>
    /// <returns>The processor time that they got, divided by the time that passed.</returns>
    public static double Measure(int threads)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => new Thread(() => Spin(start)))];
        Array.ForEach(others, thread => thread.Start());
        Spin(start);
        Array.ForEach(others, thread => thread.Join());
        process.Refresh();
        return (process.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(start);
    }

    private static void Spin(long start)
    {
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < Seconds)
        {
            Thread.SpinWait(100);
        }
    }
}

using System.Diagnostics;

namespace ConvGen.Benchmarks.Serving;

/// <summary>Callers who ask again as soon as they are answered, and how long they waited.</summary>
internal static class Clients
{
    /// <summary>Lets them call for a while.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="calls">A call of each.</param>
    public static async Task<Load> RunAsync(double seconds, IReadOnlyList<Func<Task>> calls)
    {
        long start = Stopwatch.GetTimestamp(), end = start + (long)(seconds * Stopwatch.Frequency);

        async Task<List<double>> Ask(Func<Task> call)
        {
            List<double> times = [];
            for (long asked = Stopwatch.GetTimestamp(); asked < end; asked = Stopwatch.GetTimestamp())
            {
                await call();
                times.Add(Stopwatch.GetElapsedTime(asked).TotalSeconds);
            }

            return times;
        }

        // Threads of their own, for calls that do not await anything.
        List<double>[] all = await Task.WhenAll(
            calls.Select(call => Task.Factory.StartNew(() => Ask(call), TaskCreationOptions.LongRunning).Unwrap()));
        return new Load(Stopwatch.GetElapsedTime(start).TotalSeconds, [.. all.SelectMany(times => times).Order()]);
    }
}

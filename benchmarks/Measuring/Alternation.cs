using System.Diagnostics;

namespace ConvGen.Benchmarks.Measuring;

/// <summary>Measures contenders in turn, A B A B, so that all of them meet the same disturbances.</summary>
internal static class Alternation
{
    private const double SecondsPerTurn = 0.05;
    private const int MinRounds = 3;

    /// <summary>Measures.</summary>
    /// <param name="seconds">How long in all.</param>
    /// <param name="contenders">Who takes turns.</param>
    /// <returns>The times of each.</returns>
    public static Times[] Measure(double seconds, params IContender[] contenders)
    {
        List<double>[] samples = [.. contenders.Select(_ => new List<double>())];
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < MinRounds || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                contenders[i].Turn(SecondsPerTurn, samples[i]);
            }
        }

        return Array.ConvertAll(samples, Times.Of);
    }
}

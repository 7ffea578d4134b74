using System.Diagnostics;

namespace ConvGen.Benchmarks;

/// <summary>Times of one network.</summary>
/// <param name="Minimum">The fastest call, in seconds.</param>
/// <param name="Median">The median call, in seconds.</param>
internal readonly record struct Times(double Minimum, double Median);

/// <summary>Measures a network's forward pass on one example.</summary>
internal static class NetworkBenchmark
{
    // Short runs and many: some of them meet no other process on a shared machine.
    private const double SecondsPerRun = 0.001;
    private const double SecondsInAll = 0.7;

    /// <summary>Calls the network for a while and returns the times of one call.</summary>
    public static Times Forward(INetwork network)
    {
        float[] input = Random(network.ExampleLength);
        float[] output = new float[network.ResultLength];
        return Measure(() => network.Forward(input, output));
    }

    /// <summary>Runs an action in growing batches until one takes long enough to time, then repeats that batch.</summary>
    public static Times Measure(Action action)
    {
        int calls = 1;
        while (Seconds(action, calls) < SecondsPerRun)
        {
            calls *= 2;
        }

        var times = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (times.Count < 5 || Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsInAll)
        {
            times.Add(Seconds(action, calls) / calls);
        }

        times.Sort();
        return new Times(times[0], times[times.Count / 2]);
    }

    /// <summary>Numbers between −1 and 1, the same at every run.</summary>
    public static float[] Random(int length)
    {
        var random = new Random(1);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++)
        {
            numbers[i] = (random.NextSingle() * 2) - 1;
        }

        return numbers;
    }

    private static double Seconds(Action action, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

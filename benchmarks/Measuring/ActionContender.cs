using System.Diagnostics;

namespace ConvGen.Benchmarks.Measuring;

/// <summary>Measures an action of this process, in batches long enough for the clock.</summary>
/// <param name="action">The action.</param>
/// <param name="secondsPerSample">
/// How long a sample takes at least. Short samples and many: some of them meet no other process on a shared machine. Where others are to be
/// met, long ones.
/// </param>
internal sealed class ActionContender(Action action, double secondsPerSample = 0.001) : IContender
{
    // So long the glue around kernels may take to reach the JIT's last tier.
    private const double SecondsToWarmUp = 0.2;

    // So long the threads of the other side may keep spinning after their last call.
    private const double SecondsToSettle = 0.005;

    private int _calls;

    /// <inheritdoc/>
    public void Turn(double seconds, List<double> samples)
    {
        if (_calls == 0)
        {
            Repeat(SecondsToWarmUp, 1, null);
            _calls = CallsPerSample();
        }

        Repeat(SecondsToSettle, _calls, null);
        Repeat(seconds, _calls, samples);
    }

    private int CallsPerSample()
    {
        int calls = 1;
        while (Seconds(calls) < secondsPerSample)
        {
            calls *= 2;
        }

        return calls;
    }

    private void Repeat(double seconds, int calls, List<double>? samples)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            double sample = Seconds(calls) / calls;
            samples?.Add(sample);
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
    }

    private double Seconds(int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

using System.Diagnostics;
using ConvGen.Engine;

namespace ConvGen;

/// <summary>
/// Measures the steps of a network while it runs: set <see cref="INetwork.Profile"/>, run the network, read <see cref="Steps"/>. A
/// network without a profile measures nothing. For one context at a time.
/// </summary>
public sealed class NetworkProfile
{
    private StepInfo[] _steps = [];
    private long[] _calls = [];
    private long[] _total = [];
    private long[] _minimum = [];

    /// <summary>The steps in the order in which they run; those that have not run are left out.</summary>
    public IReadOnlyList<StepProfile> Steps =>
    [
        .. _steps.Select((step, i) => new StepProfile(step.Layer, step.Algorithm, _calls[i], Time(_total[i]), Time(_minimum[i])))
            .Where(step => step.Calls > 0),
    ];

    /// <summary>Forgets what has been measured.</summary>
    public void Reset() => Attach(_steps);

    /// <summary>Begins to measure a pass of the given steps.</summary>
    internal void Attach(StepInfo[] steps)
    {
        _steps = steps;
        _calls = new long[steps.Length];
        _total = new long[steps.Length];
        _minimum = new long[steps.Length];
        Array.Fill(_minimum, long.MaxValue);
    }

    /// <summary>Adds a call.</summary>
    internal void Add(int step, long ticks)
    {
        _calls[step]++;
        _total[step] += ticks;
        _minimum[step] = Math.Min(_minimum[step], ticks);
    }

    private static TimeSpan Time(long ticks) => Stopwatch.GetElapsedTime(0, ticks);
}

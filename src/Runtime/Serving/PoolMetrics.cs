using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ConvGen;

/// <summary>What a pool records of its calls. Nothing is computed for instruments that nobody listens to.</summary>
internal sealed class PoolMetrics
{
    private readonly KeyValuePair<string, object?> _network;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _waited;
    private readonly Histogram<double> _took;

    /// <summary>Makes the instruments.</summary>
    /// <param name="factory">Makes the meter.</param>
    /// <param name="network">The name of the network, which each measurement is tagged with.</param>
    /// <param name="pool">The pool.</param>
    public PoolMetrics(IMeterFactory factory, string network, ContextPool pool)
    {
        Meter meter = factory.Create("ConvGen");
        _network = new KeyValuePair<string, object?>("convgen.network", network);
        _calls = meter.CreateCounter<long>("convgen.pool.calls", "{call}", "Contexts that were rented and given back.");
        _failures = meter.CreateCounter<long>("convgen.pool.failures", "{call}", "Calls that ended in an exception, by its type.");
        _took = meter.CreateHistogram<double>("convgen.pool.call.duration", "s", "From asking for a context to giving it back.");
        _waited = meter.CreateHistogram<double>("convgen.pool.queue.duration", "s", "From asking for a context to having it.");
        meter.CreateObservableUpDownCounter(
            "convgen.pool.queue.length", () => Measure(pool.QueueLength), "{call}", "Calls that wait for a context.");
        meter.CreateObservableUpDownCounter(
            "convgen.pool.contexts.in_use", () => Measure(pool.InUse), "{context}", "Contexts that are rented.");
        meter.CreateObservableUpDownCounter(
            "convgen.pool.contexts", () => Measure(pool.Contexts), "{context}", "Contexts that have been made.");
    }

    /// <summary>A context has been rented.</summary>
    /// <param name="asked">When it was asked for.</param>
    public void Rented(long asked)
    {
        if (_waited.Enabled)
        {
            _waited.Record(Stopwatch.GetElapsedTime(asked).TotalSeconds, _network);
        }
    }

    /// <summary>A context has been given back.</summary>
    /// <param name="asked">When it was asked for.</param>
    public void Returned(long asked)
    {
        _calls.Add(1, _network);
        if (_took.Enabled)
        {
            _took.Record(Stopwatch.GetElapsedTime(asked).TotalSeconds, _network);
        }
    }

    /// <summary>A call has ended in an exception.</summary>
    public void Failed(Exception exception)
    {
        if (_failures.Enabled)
        {
            _failures.Add(1, _network, new KeyValuePair<string, object?>("error.type", exception.GetType().FullName));
        }
    }

    private Measurement<int> Measure(int value) => new(value, _network);
}

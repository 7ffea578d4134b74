using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Service;

/// <summary>
/// What is recorded of the network's calls, as text that Prometheus reads: sums, and of times the number and the sum. An app that already
/// exports its metrics, by OpenTelemetry for example, adds the meter <c>ConvGen</c> there instead.
/// </summary>
internal sealed class Metrics : IDisposable
{
    private readonly ConcurrentDictionary<string, double> _values = new();
    private readonly MeterListener _listener = new();

    /// <summary>Begins to listen.</summary>
    public Metrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "ConvGen")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(Name(instrument, "_total", tags), value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => _values[Name(instrument, "", tags)] = value);
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            Add(Name(instrument, "_seconds_count", tags), 1);
            Add(Name(instrument, "_seconds_sum", tags), value);
        });
        _listener.Start();
    }

    /// <summary>The values up to now.</summary>
    public string Text()
    {
        _listener.RecordObservableInstruments();
        StringBuilder text = new();
        foreach ((string name, double value) in _values.OrderBy(each => each.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static string Name(Instrument instrument, string suffix, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        StringBuilder name = new(instrument.Name.Replace('.', '_'));
        name.Append(suffix).Append('{');
        foreach ((string key, object? value) in tags)
            name.Append(name[^1] == '{' ? "" : ",").Append(CultureInfo.InvariantCulture, $"{key.Replace('.', '_')}=\"{value}\"");
        return name.Append('}').ToString();
    }

    private void Add(string name, double value) => _values.AddOrUpdate(name, value, (_, before) => before + value);
}

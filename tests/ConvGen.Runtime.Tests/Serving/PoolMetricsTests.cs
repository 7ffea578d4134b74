using System.Diagnostics.Metrics;

namespace ConvGen.Runtime.Tests.Serving;

public class PoolMetricsTests
{
    [Fact]
    public async Task CallsFailuresTimesAndTheStateAreRecordedWithTheNetworksName()
    {
        using var factory = new MeterFactory();
        var network = new PoolNetwork { Body = x => { if (x < 0) throw new ArithmeticException(); } };
        using var pool = new NetworkPool<PoolNetwork>(
            network, new NetworkPoolOptions { MaxContexts = 2, MaxQueueLength = 1, MeterFactory = factory });
        List<(string Name, double Value, string Tags)> found = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (ReferenceEquals(instrument.Meter, factory.Meter))
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();

        pool.Forward([1], new float[1], TestContext.Current.CancellationToken);
        Assert.Throws<ArithmeticException>(() => pool.Forward([-1], new float[1], TestContext.Current.CancellationToken));
        using (ContextLease first = pool.Rent(TestContext.Current.CancellationToken))
        using (ContextLease second = pool.Rent(TestContext.Current.CancellationToken))
        {
            Task<ContextLease> waiting = pool.RentAsync(TestContext.Current.CancellationToken).AsTask();
            Assert.Throws<PoolFullException>(() => pool.Rent(TestContext.Current.CancellationToken));
            await Task.Delay(50, TestContext.Current.CancellationToken);
            listener.RecordObservableInstruments();
            second.Dispose();
            (await waiting).Dispose();
        }

        const string Tag = "convgen.network=Pooled";
        Assert.Equal(5, Values("convgen.pool.calls", Tag).Sum());
        Assert.Equal([1], Values("convgen.pool.failures", $"{Tag},error.type=System.ArithmeticException"));
        Assert.Equal([1], Values("convgen.pool.failures", $"{Tag},error.type=ConvGen.PoolFullException"));
        Assert.Equal([1], Values("convgen.pool.queue.length", Tag));
        Assert.Equal([2], Values("convgen.pool.contexts.in_use", Tag));
        Assert.Equal([2], Values("convgen.pool.contexts", Tag));
        double[] waited = Values("convgen.pool.queue.duration", Tag), took = Values("convgen.pool.call.duration", Tag);
        Assert.Equal((5, 5), (waited.Length, took.Length));
        Assert.InRange(waited.Max(), 0.04, 30);
        Assert.InRange(took.Max(), waited.Max(), 30);
        Assert.InRange(waited.Min(), 0, 0.04);

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            found.Add((instrument.Name, value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));

        double[] Values(string name, string tags) => [.. found.Where(each => (each.Name, each.Tags) == (name, tags)).Select(each => each.Value)];
    }

    private sealed class MeterFactory : IMeterFactory
    {
        public Meter? Meter { get; private set; }

        public Meter Create(MeterOptions options) => Meter = new Meter(options);

        public void Dispose() => Meter?.Dispose();
    }
}

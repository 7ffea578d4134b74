using System.Runtime.InteropServices;
using ConvGen.Engine;
using ConvGen.Weights;

namespace ConvGen.Runtime.Tests.Parameters;

public class WeightStoreTests
{
    [Fact]
    public void EachTensorStartsAtTheNextMultipleOfSixteen()
    {
        using var store = Store.Create();
        for (int i = 0; i < store.Parameters.Count; i++)
        {
            store.Parameters[i].Edit().Fill(i + 1);
        }

        // Lengths 6, 2, 2, 2, 2, 2, 51.
        var block = MemoryMarshal.CreateSpan(ref store.Values, 6 * 16 + 51);
        for (int i = 0; i < 7; i++)
        {
            Assert.Equal(i + 1, block[16 * i]);
        }

        Assert.Equal(1, block[5]);
        Assert.Equal(0, block[6]);
        Assert.Equal(7, block[^1]);
    }

    [Fact]
    public void EqualNamesAreRejected() => Assert.Contains(
        "'a'",
        Assert.Throws<ArgumentException>(
            () => Store.Create([new("a", [1], TensorRole.Bias, 1, 1, false), new("a", [2], TensorRole.Bias, 1, 1, false)])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void UnknownNameListsTheNearest()
    {
        using var store = Store.Create();
        var thrown = Assert.Throws<KeyNotFoundException>(() => store.Parameters["conv1.wieght"].Name);
        Assert.Contains("'conv1.wieght'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("The nearest are 'conv1.weight', ", thrown.Message, StringComparison.Ordinal);
        Assert.False(store.Parameters.Contains("conv1.wieght"));
        Assert.True(store.Parameters.Contains("conv1.weight"));
    }

    [Fact]
    public void SettingChecksTheLength()
    {
        using var store = Store.Create();
        var thrown = Assert.Throws<ArgumentException>(() => store.Parameters["conv1.weight"].Set(new float[5]));
        Assert.StartsWith("'conv1.weight' [2, 1, 3] has 6 numbers, not 5.", thrown.Message, StringComparison.Ordinal);
        store.Parameters["conv1.weight"].Set([1, 2, 3, 4, 5, 6]);
        Assert.Equal([1, 2, 3, 4, 5, 6], store.Parameters["conv1.weight"].Values.ToArray());
    }

    [Fact]
    public void PackingFollowsEveryChangeAndNothingElse()
    {
        int packs = 0;
        using var store = new WeightStore(Store.Tensors, 1, Pack, new NetworkOptions { Threads = 1 });
        void Pack(ref float parameters, ref float packed, bool exact, PackShare share)
        {
            packs++;
            packed = parameters;
        }

        store.EnsurePacked();
        store.EnsurePacked();
        Assert.Equal(1, packs);
        store.Parameters[0].Set([42, 0, 0, 0, 0, 0]);
        store.EnsurePacked();
        Assert.Equal((2, 42f), (packs, store.Packed));
        store.Parameters[0].Edit()[0] = 43;
        store.EnsurePacked();
        Assert.Equal((3, 43f), (packs, store.Packed));
        Assert.Equal(43, store.Parameters[0].Values[0]);
        store.EnsurePacked();
        Assert.Equal(3, packs);
    }

    [Fact]
    public void RunningStatisticsAreNotTrained()
    {
        using var store = Store.Create();
        Assert.Equal(
            ["bn1.running_mean", "bn1.running_var"],
            store.Parameters.Where(parameter => !parameter.Trainable).Select(parameter => parameter.Name));
    }

    [Fact]
    public void NothingIsFreedWhileItIsSavedOrLoaded()
    {
        using var store = Store.Create();
        using var saved = new InterruptedStream(() => Assert.Throws<InvalidOperationException>(store.Dispose));
        WeightFile.Save(store, saved);
        saved.Position = 0;
        WeightFile.Load(store, saved);
        Assert.InRange(saved.Interruptions, 4, int.MaxValue);
        Assert.False(store.IsDisposed);
    }

    [Fact]
    public void UseAfterDisposeThrows()
    {
        var store = Store.Create();
        var parameter = store.Parameters[0];
        store.Dispose();
        store.Dispose();
        Assert.True(store.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => parameter.Values.Length);
        Assert.Throws<ObjectDisposedException>(() => parameter.Edit().Length);
        Assert.Throws<ObjectDisposedException>(() => WeightFile.Save(store, new MemoryStream()));
        Assert.Throws<ObjectDisposedException>(() => WeightFile.Load(store, new MemoryStream()));
        Assert.Throws<ObjectDisposedException>(store.EnsurePacked);
        Assert.Throws<ObjectDisposedException>(() => new ProbeContext(store));
    }

    /// <summary>A stream that is interrupted whenever it is written or read.</summary>
    private sealed class InterruptedStream(Action during) : MemoryStream
    {
        public int Interruptions { get; private set; }

        // Spans are written and read through these.
        public override void Write(byte[] buffer, int offset, int count)
        {
            Interruptions++;
            during();
            base.Write(buffer, offset, count);
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Interruptions++;
            during();
            return base.Read(buffer, offset, count);
        }
    }
}

using System.Runtime.InteropServices;
using ConvGen.Engine;
using ConvGen.Tests;

namespace ConvGen.Runtime.Tests.Networks;

[Collection(nameof(AloneCollection))]
public class NetworkContextTests
{
    [Fact]
    public void ExamplesAreCounted()
    {
        Assert.Equal(3, ProbeContext.Count(new float[3 * 784], new float[30]));
        Assert.Equal(0, ProbeContext.Count([], []));
    }

    [Fact]
    public void WrongInputLengthSaysWhatFits()
    {
        using var culture = new HostileCulture();
        var thrown = Assert.Throws<ArgumentException>(() => ProbeContext.Count(new float[1000], new float[10]));
        Assert.Equal("input", thrown.ParamName);
        Assert.StartsWith("Expected a multiple of 1×28×28 (784 floats per example) but got 1000 floats.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongOutputLengthSaysWhatFits()
    {
        var thrown = Assert.Throws<ArgumentException>(() => ProbeContext.Count(new float[2 * 784], new float[10]));
        Assert.Equal("output", thrown.ParamName);
        Assert.StartsWith("Expected 10 (10 floats) for each of 2 examples, 20 floats, but got 10.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OverlappingSpansAreRejected()
    {
        float[] memory = new float[784 + 5];
        var thrown = Assert.Throws<ArgumentException>(() => ProbeContext.Count(memory.AsSpan(0, 784), memory.AsSpan(779, 10)));
        Assert.Equal("output", thrown.ParamName);
        Assert.Contains("overlaps", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesAreCountedAsBytes()
    {
        Assert.Equal(2, ProbeContext.CountBytes(new byte[24], new float[4]));
        Assert.Equal(0, ProbeContext.CountBytes([], []));
        var thrown = Assert.Throws<ArgumentException>(() => ProbeContext.CountBytes(new byte[25], new float[4]));
        Assert.Equal("input", thrown.ParamName);
        Assert.StartsWith("Expected a multiple of 2×2×3 (12 bytes per example) but got 25 bytes.", thrown.Message, StringComparison.Ordinal);
        thrown = Assert.Throws<ArgumentException>(() => ProbeContext.CountBytes(new byte[24], new float[2]));
        Assert.Equal("output", thrown.ParamName);
    }

    // The bytes are a view of the memory of the floats: 12 of them from the given place, the two results from the tenth float on.
    [Theory]
    [InlineData(28, false)]
    [InlineData(29, true)]
    [InlineData(40, true)]
    [InlineData(47, true)]
    [InlineData(48, false)]
    public void BytesMayOverlapFloats(int firstByte, bool overlap)
    {
        float[] memory = new float[20];
        int Count() => ProbeContext.CountBytes(MemoryMarshal.AsBytes(memory.AsSpan()).Slice(firstByte, 12), memory.AsSpan(10, 2));
        if (overlap)
        {
            Assert.Equal("output", Assert.Throws<ArgumentException>(() => Count()).ParamName);
        }
        else
        {
            Assert.Equal(1, Count());
        }
    }

    [Fact]
    public void SecondThreadIsRejectedAndTheFirstGoesOn()
    {
        using var weights = Store.Create();
        using var context = new ProbeContext(weights);
        context.Call(() =>
        {
            var thrown = Assert.Throws<InvalidOperationException>(() => context.Call(() => { }));
            Assert.Equal("This context is already running on another thread; create one per thread with CreateContext().", thrown.Message);
        });
        bool ran = false;
        context.Call(() => ran = true);
        Assert.True(ran);
    }

    [Fact]
    public void DisposedContextThrows()
    {
        using var weights = Store.Create();
        var context = new ProbeContext(weights);
        context.Dispose();
        context.Dispose();
        Assert.Throws<ObjectDisposedException>(() => context.Call(() => { }));
        using var other = new ProbeContext(weights);
        other.Call(() => { });
    }

    [Fact]
    public void DisposingTheNetworkClosesItsContexts()
    {
        var weights = Store.Create();
        var context = new ProbeContext(weights);
        weights.Dispose();
        Assert.Throws<ObjectDisposedException>(() => context.Call(() => { }));
        context.Dispose();
    }

    [Fact]
    public void NothingIsFreedUnderARunningCall()
    {
        using var weights = Store.Create();
        using var idle = new ProbeContext(weights);
        using var context = new ProbeContext(weights);
        context.Call(() =>
        {
            Assert.Throws<InvalidOperationException>(context.Dispose);
            Assert.Throws<InvalidOperationException>(weights.Dispose);
            context.Begin(1);
            context.Arena(0) = 5;
            Assert.Equal(5, context.Arena(0));
        });
        Assert.False(weights.IsDisposed);
        bool ran = false;
        idle.Call(() => ran = true);
        Assert.True(ran);
    }

    [Fact]
    public void FailureWhilePackingLeavesTheContextUsable()
    {
        bool fail = true;
        using var weights = new WeightStore(Store.Tensors, 1, Pack, new NetworkOptions { Threads = 1 });
        void Pack(ref float parameters, ref float packed, bool exact, PackShare share)
        {
            if (fail)
            {
                throw new ArithmeticException();
            }
        }

        using var context = new ProbeContext(weights);
        Assert.Throws<ArithmeticException>(() => context.Call(() => { }));
        fail = false;
        bool ran = false;
        context.Call(() => ran = true);
        Assert.True(ran);
    }

    [Fact]
    public void ArenaIsClearedExactlyWhenValuesMove()
    {
        using var weights = Store.Create();
        using var context = new ProbeContext(weights, arenaLength: 4, examplesPerPass: 3);
        context.Begin(2);
        context.Arena(1) = 7;
        context.Begin(2);
        Assert.Equal(7, context.Arena(1));
        context.Begin(3);
        for (int offset = 0; offset < 4; offset++)
        {
            Assert.Equal(0, context.Arena(offset));
            context.Arena(offset) = 9;
        }

        context.Begin(2);
        for (int offset = 0; offset < 4; offset++)
        {
            Assert.Equal(0, context.Arena(offset));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => context.Begin(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Begin(0));
        Assert.Equal(2, context.Examples);
    }

    [Fact]
    public void CallsAllocateNothing()
    {
        using var network = new LinearNetwork();
        float[] input = new float[6 * 2];
        float[] output = new float[6 * 3];
        for (int i = 0; i < 50; i++)
        {
            network.Forward(input, output);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            network.Forward(input, output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ForgottenNetworksAreCollectedWithTheirThreads()
    {
        var (weights, threads) = Forget();
        for (int i = 0; i < 50 && (weights.IsAlive || threads.Any(thread => thread.IsAlive)); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(20);
        }

        Assert.False(weights.IsAlive);
        Assert.NotEmpty(threads);
        Assert.All(threads, thread => Assert.False(thread.IsAlive));
    }

    /// <summary>Makes a network with threads, uses it once and drops it without disposing it.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static (WeakReference Weights, List<Thread> Threads) Forget()
    {
        var weights = Store.Create(options: new NetworkOptions { Threads = 3 });
        var threads = new List<Thread>();
        using var all = new Barrier(3);
        var context = new ProbeContext(weights, (_, _, _) =>
        {
            lock (threads)
            {
                threads.Add(Thread.CurrentThread);
            }

            // Or one of them might do everything.
            all.SignalAndWait();
        });
        RunningCallsTests.AssertAlone();
        context.Call(() => context.RunStepOnTeam(0, 3));
        threads.Remove(Thread.CurrentThread);
        return (new WeakReference(weights), threads);
    }
}

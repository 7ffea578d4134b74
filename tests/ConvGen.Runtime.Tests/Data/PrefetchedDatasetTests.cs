namespace ConvGen.Runtime.Tests.Data;

public class PrefetchedDatasetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    [InlineData(4, 1)]
    [InlineData(4, 64)]
    public void EveryEpochIsReadInItsOrderForAnyNumberOfThreads(int threads, int ahead)
    {
        ProbeDataset source = new()
        {
            Count = 40,
            CanReadConcurrently = true,
            Reading = index => Thread.SpinWait(index * 7919 % 13 * 200),
        };
        using PrefetchedDataset data = new(source, ahead, threads);
        int[] order = [.. Enumerable.Range(0, 40)];
        for (int epoch = 0; epoch < 20; epoch++)
        {
            new Random(epoch).Shuffle(order);
            data.BeginEpoch(epoch, order);
            foreach (int index in order)
            {
                AssertRead(data, index, epoch);
            }
        }

        // Each was read once: nothing was read beside the threads.
        Assert.Equal(20 * 40, source.Reads);
        Assert.Equal(20, source.Epochs.Count);
    }

    [Fact]
    public void ExamplesAreReadBeforeTheyAreAskedForAndNoMoreThanThat()
    {
        using CountdownEvent read = new(4);
        ProbeDataset source = new() { Count = 10, Reading = _ => read.Signal() };
        using PrefetchedDataset data = new(source, ahead: 4);
        data.BeginEpoch(0, [9, 8, 7, 6, 5, 4]);
        Assert.True(read.Wait(Patience, TestContext.Current.CancellationToken));
        Thread.Sleep(20);
        Assert.Equal(4, source.Reads);
    }

    [Fact]
    public void AnotherOrderIsReadToo()
    {
        ProbeDataset source = new() { Count = 10, CanReadConcurrently = true };
        using PrefetchedDataset data = new(source, ahead: 3, threads: 2);
        AssertRead(data, 4, epoch: 0);
        data.BeginEpoch(2, [0, 1, 2, 3, 4, 5, 6, 7]);
        foreach (int index in (int[])[0, 9, 2, 1, 3, 7, 4, 6, 5, 7, 8, 0])
        {
            AssertRead(data, index, epoch: 2);
        }
    }

    [Fact]
    public void ASourceForOneThreadIsReadByOneAtATime()
    {
        ProbeDataset source = new() { Count = 50, Reading = _ => Thread.SpinWait(500) };
        Assert.Throws<ArgumentException>(() => new PrefetchedDataset(source, threads: 2));
        using PrefetchedDataset data = new(source, ahead: 8);
        data.BeginEpoch(1, [.. Enumerable.Range(0, 50)]);
        for (int i = 0; i < 50; i++)
        {
            AssertRead(data, i, epoch: 1);
            AssertRead(data, 0, epoch: 1);
        }

        Assert.Equal(1, source.MostReaders);
    }

    [Fact]
    public void AnEpochThatIsBrokenOffIsForgotten()
    {
        ProbeDataset source = new() { Count = 30, CanReadConcurrently = true, Reading = _ => Thread.SpinWait(300) };
        using PrefetchedDataset data = new(source, ahead: 7, threads: 3);
        for (int epoch = 0; epoch < 50; epoch++)
        {
            data.BeginEpoch(epoch, [.. Enumerable.Range(0, 30)]);
            for (int i = 0; i < epoch % 5; i++)
            {
                AssertRead(data, i, epoch);
            }
        }

        data.BeginEpoch(9, [3, 3]);
        AssertRead(data, 3, epoch: 9);
        AssertRead(data, 3, epoch: 9);
    }

    [Fact]
    public void AnExceptionReachesWhoReadsThatExample()
    {
        ProbeDataset source = new()
        {
            Count = 5,
            CanReadConcurrently = true,
            Reading = index => _ = index == 2 ? throw new DataFormatException("broken.png is damaged.") : 0,
        };
        using PrefetchedDataset data = new(source, ahead: 4, threads: 2);
        data.BeginEpoch(0, [0, 1, 2, 3, 4]);
        AssertRead(data, 0, 0);
        AssertRead(data, 1, 0);
        Assert.Equal("broken.png is damaged.", Assert.Throws<DataFormatException>(() => AssertRead(data, 2, 0)).Message);
        Assert.Throws<DataFormatException>(() => AssertRead(data, 2, 0));
        AssertRead(data, 3, 0);
        AssertRead(data, 4, 0);
    }

    [Fact]
    public async Task DisposingEndsTheThreads()
    {
        using ManualResetEventSlim begun = new();
        using ManualResetEventSlim finish = new();
        ProbeDataset source = new()
        {
            Reading = _ =>
            {
                begun.Set();
                finish.Wait();
            },
        };
        PrefetchedDataset data = new(source);
        data.BeginEpoch(0, [0, 1, 2]);
        Assert.True(begun.Wait(Patience, TestContext.Current.CancellationToken));
        var disposing = Task.Run(data.Dispose, TestContext.Current.CancellationToken);
        var soon = TimeSpan.FromMilliseconds(20);
        await Assert.ThrowsAsync<TimeoutException>(() => disposing.WaitAsync(soon, TestContext.Current.CancellationToken));
        finish.Set();
        await disposing.WaitAsync(Patience, TestContext.Current.CancellationToken);
        int reads = source.Reads;
        Assert.Throws<ObjectDisposedException>(() => data.Read(0, new float[2], new float[1]));
        Assert.Throws<ObjectDisposedException>(() => data.BeginEpoch(1, [0]));
        data.Dispose();
        Assert.Equal(reads, source.Reads);
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        int[] order = [.. Enumerable.Range(0, 200)];
        using PrefetchedDataset data = new(new InMemoryDataset(new float[400], new float[200], 2), ahead: 16, threads: 2);
        float[] example = new float[2];
        float[] target = new float[1];
        long Epoch(int epoch)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            data.BeginEpoch(epoch, order);
            foreach (int index in order)
            {
                data.Read(index, example, target);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Epoch(0);
        Assert.Equal(0, Epoch(1));
    }

    [Fact]
    public void WhatDoesNotFitIsRejected()
    {
        ProbeDataset source = new() { CanReadConcurrently = true };
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrefetchedDataset(source, ahead: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrefetchedDataset(source, threads: 0));
        using PrefetchedDataset data = new(source);
        Assert.Equal((3, 2, 1), (data.Count, data.ExampleLength, data.TargetLength));
        data.BeginEpoch(0, [0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(0, new float[1], new float[1]));
        AssertRead(data, 0, 0);
    }

    private static void AssertRead(PrefetchedDataset data, int index, int epoch)
    {
        float[] example = new float[2];
        float[] target = new float[1];
        data.Read(index, example, target);
        Assert.Equal([10f * index, 10f * index + epoch], example);
        Assert.Equal([(float)index], target);
    }
}

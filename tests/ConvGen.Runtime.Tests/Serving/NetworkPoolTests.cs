namespace ConvGen.Runtime.Tests.Serving;

public class NetworkPoolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void MissingAndImpossibleArgumentsAreNamed()
    {
        Assert.Equal("network", Assert.Throws<ArgumentNullException>(() => new NetworkPool<PoolNetwork>(null!)).ParamName);
        Assert.Equal("MaxContexts", Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkPoolOptions { MaxContexts = 0 }).ParamName);
        Assert.Equal("MaxQueueLength", Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkPoolOptions { MaxQueueLength = -1 }).ParamName);
        using var pool = new NetworkPool<PoolNetwork>(new PoolNetwork());
        Assert.InRange(pool.MaxContexts, 1, Environment.ProcessorCount);
        Assert.Equal(1024, pool.MaxQueueLength);
        Assert.Throws<InvalidOperationException>(() => default(ContextLease).Context);
        default(ContextLease).Dispose();
    }

    [Fact]
    public void ContextsAreMadeWhenTheyAreNeededAndTheLastUsedComesFirst()
    {
        using var network = new PoolNetwork();
        using var pool = Create(network, contexts: 3);
        Assert.Equal((0, 0), (pool.Contexts, network.Made));
        using (ContextLease first = pool.Rent(Cancellation))
        {
            Assert.Equal((1, 1), (pool.Contexts, pool.ContextsInUse));
            InferenceContext context = first.Context;
            first.Dispose();
            using ContextLease again = pool.Rent(Cancellation);
            Assert.Same(context, again.Context);
            using ContextLease second = pool.Rent(Cancellation);
            Assert.NotSame(context, second.Context);
            Assert.Equal((2, 2, 2), (pool.Contexts, pool.ContextsInUse, network.Made));
        }

        Assert.Equal((2, 0), (pool.Contexts, pool.ContextsInUse));
        pool.WarmUp();
        Assert.Equal((3, 0, 3), (pool.Contexts, pool.ContextsInUse, network.Made));
    }

    [Fact]
    public void ALeaseEndsOnceWhateverIsDoneWithItsCopies()
    {
        using var pool = Create(new PoolNetwork(), contexts: 1);
        ContextLease lease = pool.Rent(Cancellation), copy = lease;
        lease.Dispose();
        Assert.Throws<ObjectDisposedException>(() => copy.Context);
        Assert.True(pool.TryRent(out ContextLease next));
        copy.Dispose();
        Assert.Equal(1, pool.ContextsInUse);
        Assert.NotNull(next.Context);
        next.Dispose();
        Assert.Equal(0, pool.ContextsInUse);
    }

    [Fact]
    public async Task WaitingCallsAreServedInTheirOrderAndNobodyOvertakes()
    {
        using var pool = Create(new PoolNetwork(), contexts: 1);
        ContextLease held = pool.Rent(Cancellation);
        Task<ContextLease>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => pool.RentAsync(Cancellation).AsTask())];
        Assert.Equal(5, pool.QueueLength);
        for (int i = 0; i < waiting.Length; i++)
        {
            Assert.All(waiting[i..], task => Assert.False(task.IsCompleted));
            held.Dispose();
            Assert.False(pool.TryRent(out _));
            held = await waiting[i].WaitAsync(Patience, Cancellation);
        }

        held.Dispose();
        Assert.True(pool.TryRent(out held));
        held.Dispose();
    }

    [Fact]
    public async Task MoreCallsThanMayWaitAreRefused()
    {
        using var pool = Create(new PoolNetwork(), contexts: 1, queue: 2);
        ContextLease held = pool.Rent(Cancellation);
        Task<ContextLease>[] waiting = [pool.RentAsync(Cancellation).AsTask(), pool.RentAsync(Cancellation).AsTask()];
        PoolFullException thrown = Assert.Throws<PoolFullException>(() => pool.Rent(Cancellation));
        Assert.Equal(
            "All contexts of NetworkPool<PoolNetwork> (1) are in use, and 2 calls wait for one, which is the most that MaxQueueLength allows; try again later.",
            thrown.Message);
        await Assert.ThrowsAsync<PoolFullException>(async () => await pool.RentAsync(Cancellation));
        await Assert.ThrowsAsync<PoolFullException>(async () => await pool.ForwardAsync(new float[1], new float[1], Cancellation));
        Assert.Throws<PoolFullException>(() => pool.Forward([1], new float[1], Cancellation));
        held.Dispose();
        foreach (Task<ContextLease> task in waiting)
        {
            (await task.WaitAsync(Patience, Cancellation)).Dispose();
        }

        pool.Forward([1], new float[1], Cancellation);
    }

    [Fact]
    public async Task CancelledCallsLeaveTheQueueAndTakeNoContextWithThem()
    {
        using var pool = Create(new PoolNetwork(), contexts: 1, queue: 3);
        ContextLease held = pool.Rent(Cancellation);
        using var ended = new CancellationTokenSource();
        Task<ContextLease> first = pool.RentAsync(ended.Token).AsTask(), second = pool.RentAsync(Cancellation).AsTask();
        Task blocked = Task.Run(() => pool.Rent(ended.Token), Cancellation);
        Assert.True(SpinWait.SpinUntil(() => pool.QueueLength == 3, Patience));
        await ended.CancelAsync();
        Assert.Equal(ended.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first)).CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blocked);
        Assert.Equal(1, pool.QueueLength);
        held.Dispose();
        (await second.WaitAsync(Patience, Cancellation)).Dispose();
        Assert.Throws<OperationCanceledException>(() => pool.Rent(ended.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await pool.ForwardAsync(new float[1], new float[1], ended.Token));
        Assert.Equal((0, 0), (pool.ContextsInUse, pool.QueueLength));
    }

    [Fact]
    public async Task AFailedCallGivesItsContextBack()
    {
        var network = new PoolNetwork { Body = x => { if (x < 0) throw new ArithmeticException("negative"); } };
        using var pool = Create(network, contexts: 1, queue: 0);
        for (int i = 0; i < 3; i++)
        {
            Assert.Throws<ArithmeticException>(() => pool.Forward([-1], new float[1], Cancellation));
            await Assert.ThrowsAsync<ArithmeticException>(async () => await pool.ForwardAsync(new float[] { -1 }, new float[1], Cancellation));
        }

        float[] output = new float[1];
        await pool.ForwardAsync(new float[] { 3 }, output, Cancellation);
        Assert.Equal([7], output);
        Assert.Equal(1, network.Made);
    }

    [Fact]
    public async Task WhereNoContextCanBeMadeThePlaceStaysFree()
    {
        var network = new PoolNetwork { BeforeMaking = () => throw new OutOfMemoryException() };
        using var pool = Create(network, contexts: 1, queue: 1);
        Assert.Throws<OutOfMemoryException>(() => pool.Rent(Cancellation));
        Assert.Throws<OutOfMemoryException>(() => pool.TryRent(out _));
        await Assert.ThrowsAsync<OutOfMemoryException>(async () => await pool.RentAsync(Cancellation));
        Assert.Equal((0, 0), (pool.Contexts, pool.ContextsInUse));

        // While one call tries in vain another waits for the place.
        Task<ContextLease>? waiting = null;
        network.BeforeMaking = () =>
        {
            network.BeforeMaking = () => { };
            waiting = pool.RentAsync(Cancellation).AsTask();
            Assert.False(waiting.IsCompleted);
            throw new OutOfMemoryException();
        };
        Assert.Throws<OutOfMemoryException>(() => pool.Rent(Cancellation));
        (await waiting!.WaitAsync(Patience, Cancellation)).Dispose();
        Assert.Equal((1, 0, 1), (pool.Contexts, pool.ContextsInUse, network.Made));
    }

    [Fact]
    public void AContextThatSomebodyDisposedIsMadeAgain()
    {
        var network = new PoolNetwork();
        using var pool = Create(network, contexts: 1);
        using (ContextLease lease = pool.Rent(Cancellation))
        {
            lease.Context.Dispose();
        }

        Assert.Equal(0, pool.Contexts);
        float[] output = new float[1];
        pool.Forward([2], output, Cancellation);
        Assert.Equal([5], output);
        Assert.Equal(2, network.Made);
    }

    [Fact]
    public async Task DisposingLetsThoseEndThatHaveBegunOrWaitAndRefusesOthers()
    {
        using var go = new ManualResetEventSlim();
        var network = new PoolNetwork { Body = _ => go.Wait(Patience) };
        var pool = Create(network, contexts: 1);
        float[][] outputs = [new float[1], new float[1], new float[1]];
        Task[] calls = [.. outputs.Select((output, i) => Task.Run(() => pool.ForwardAsync(new float[] { i }, output, Cancellation).AsTask(), Cancellation))];
        Assert.True(SpinWait.SpinUntil(() => pool.QueueLength == 2, Patience));
        Task disposing = pool.DisposeAsync().AsTask(), again = Task.Run(pool.Dispose, Cancellation);
        Assert.True(pool.IsDisposed);
        Assert.Equal("NetworkPool<PoolNetwork>", Assert.Throws<ObjectDisposedException>(() => pool.Rent(Cancellation)).ObjectName);
        Assert.Throws<ObjectDisposedException>(() => pool.TryRent(out _));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await pool.ForwardAsync(new float[1], new float[1], Cancellation));
        Assert.False(disposing.IsCompleted || again.IsCompleted || network.IsDisposed);
        go.Set();
        await Task.WhenAll([.. calls, disposing, again]).WaitAsync(Patience, Cancellation);
        Assert.Equal([[1], [3], [5]], outputs);
        Assert.True(network.IsDisposed);
        Assert.Equal((0, 0), (pool.ContextsInUse, pool.QueueLength));
        await pool.DisposeAsync();
    }

    [Fact]
    public void ANetworkThatIsLeftOpenStays()
    {
        using var network = new PoolNetwork();
        var pool = new NetworkPool<PoolNetwork>(network, leaveOpen: true);
        InferenceContext context;
        using (ContextLease lease = pool.Rent(Cancellation))
        {
            context = lease.Context;
        }

        pool.Dispose();
        Assert.True(context.IsDisposed);
        Assert.False(network.IsDisposed);
    }

    [Fact]
    public void ANetworkInUseElsewhereIsNotFreed()
    {
        using var go = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        using var network = new PoolNetwork { Body = _ => { begun.Set(); go.Wait(Patience); } };
        using InferenceContext own = network.CreateContext();
        var call = new Thread(() => own.Forward([1], new float[1]));
        call.Start();
        begun.Wait(Patience, Cancellation);
        var pool = new NetworkPool<PoolNetwork>(network);
        Assert.Throws<InvalidOperationException>(pool.Dispose);
        go.Set();
        call.Join();
    }

    /// <summary>Callers of every kind, of which some are cancelled and some fail: every answer is right, and no context is lost.</summary>
    [Fact]
    public async Task EveryAnswerIsRightUnderLoad()
    {
        const int Callers = 16, Calls = 3_000, Contexts = 3;

        var network = new PoolNetwork { Body = x => { if (x % 97 == 13) throw new ArithmeticException(); } };
        using var pool = Create(network, Contexts, queue: 8);
        int answered = 0, refused = 0, cancelled = 0, failed = 0;

        // Half of the callers never block, and the others have threads of their own: those of the thread pool are for who awaits.
        async Task Call(int caller)
        {
            var random = new Random(caller);
            float[] output = new float[1];
            for (int i = 0; i < Calls; i++)
            {
                float[] input = [caller * Calls + i];
                using var ends = new CancellationTokenSource();
                if (i % 5 == 0)
                {
                    ends.CancelAfter(TimeSpan.FromMicroseconds(random.Next(200)));
                }

                try
                {
                    switch (caller % 2 == 0 ? random.Next(2) : random.Next(2, 4))
                    {
                        case 0:
                            await pool.ForwardAsync(input, output, ends.Token);
                            break;
                        case 1:
                            using (ContextLease lease = await pool.RentAsync(ends.Token))
                            {
                                await Task.Yield();
                                lease.Context.Forward(input, output);
                            }

                            break;
                        case 2:
                            pool.Forward(input, output, ends.Token);
                            break;
                        default:
                            using (ContextLease lease = pool.TryRent(out ContextLease free) ? free : pool.Rent(ends.Token))
                            {
                                lease.Context.Forward(input, output);
                            }

                            break;
                    }

                    Assert.Equal(2 * input[0] + 1, output[0]);
                    Interlocked.Increment(ref answered);
                }
                catch (PoolFullException)
                {
                    Interlocked.Increment(ref refused);
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref cancelled);
                }
                catch (ArithmeticException)
                {
                    Interlocked.Increment(ref failed);
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => caller % 2 == 0 ? Task.Run(() => Call(caller), Cancellation)
            : Task.Factory.StartNew(() => Call(caller).GetAwaiter().GetResult(), TaskCreationOptions.LongRunning))).WaitAsync(3 * Patience, Cancellation);
        Assert.Equal(Callers * Calls, answered + refused + cancelled + failed);
        Assert.True(answered > Callers * Calls / 3, $"{answered} answers");
        Assert.True(failed > 0);
        Assert.Equal((0, 0), (pool.ContextsInUse, pool.QueueLength));
        Assert.InRange(network.Made, 1, Contexts);
        Assert.InRange(network.Most, 1, Contexts);

        // All can still be had, each once.
        ContextLease[] all = [.. Enumerable.Range(0, Contexts).Select(_ => pool.Rent(Cancellation))];
        Assert.False(pool.TryRent(out _));
        Assert.Equal(Contexts, all.Select(lease => lease.Context).Distinct().Count());
        Array.ForEach(all, lease => lease.Dispose());
    }

    [Fact]
    public void ACallThatFindsAFreeContextAllocatesNothing()
    {
        using var network = new LinearNetwork();
        using var pool = new NetworkPool<LinearNetwork>(network, new NetworkPoolOptions { MaxContexts = 2 });
        float[] input = new float[2], output = new float[3];
        void CallAll()
        {
            pool.Forward(input, output);
            ValueTask call = pool.ForwardAsync(input, output);
            Assert.True(call.IsCompletedSuccessfully);
            call.GetAwaiter().GetResult();
            using ContextLease lease = pool.Rent();
            lease.Context.Forward(input, output);
            if (pool.TryRent(out ContextLease other))
            {
                other.Dispose();
            }
        }

        // The runtime has some allocations of its own, once in a while.
        long least = long.MaxValue;
        for (int turn = 0; turn < 20 && least > 0; turn++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                CallAll();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static NetworkPool<PoolNetwork> Create(PoolNetwork network, int contexts, int queue = 64) =>
        new(network, new NetworkPoolOptions { MaxContexts = contexts, MaxQueueLength = queue });
}

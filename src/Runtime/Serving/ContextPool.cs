using System.Diagnostics;

namespace ConvGen;

/// <summary>
/// What a pool consists of, whatever its network: places for contexts, the free ones on a stack, so that the memory used last is used
/// next, and calls that wait, first come, first served. A context that is given back goes to the first of them at once; a call that comes
/// meanwhile does not overtake.
/// </summary>
/// <param name="name">What the pool is called in messages.</param>
/// <param name="create">Makes a context.</param>
/// <param name="free">Frees what the contexts run on, when all have come back to a closed pool; null for nothing.</param>
/// <param name="places">The most contexts.</param>
/// <param name="maxQueueLength">The most calls that wait.</param>
internal sealed class ContextPool(string name, Func<InferenceContext> create, Action? free, int places, int maxQueueLength)
{
    private readonly object _gate = new();
    private readonly Stack<PooledContext> _free = new(places);
    private readonly LinkedList<PoolWaiter> _queue = [];
    private TaskCompletionSource? _closed;
    private int _made;

    /// <summary>What is recorded of calls; null for nothing.</summary>
    public PoolMetrics? Metrics { get; set; }

    /// <summary>The most contexts.</summary>
    public int Places => places;

    /// <summary>How many contexts there are.</summary>
    public int Contexts
    {
        get
        {
            lock (_gate)
            {
                return _free.Count(place => place.HasContext) + InUse;
            }
        }
    }

    /// <summary>How many contexts are rented.</summary>
    public int InUse
    {
        get
        {
            lock (_gate)
            {
                return _made - _free.Count;
            }
        }
    }

    /// <summary>How many calls wait.</summary>
    public int QueueLength
    {
        get
        {
            lock (_gate)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Whether it takes no more calls.</summary>
    public bool IsClosed => Volatile.Read(ref _closed) is not null;

    /// <summary>Rents a context if one is free and nobody waits.</summary>
    public bool TryRent(out ContextLease lease)
    {
        PooledContext? place;
        lock (_gate)
        {
            ThrowIfClosed();
            place = TakeFree();
        }

        lease = place is null ? default : Lease(place, Metrics is null ? 0 : Stopwatch.GetTimestamp());
        return place is not null;
    }

    /// <summary>Rents a context, and blocks the thread until there is one.</summary>
    public ContextLease Rent(CancellationToken cancellation)
    {
        long asked = Metrics is null ? 0 : Stopwatch.GetTimestamp();
        try
        {
            PooledContext place = TakeOrWait(cancellation, out PoolWaiter? waiter)
                ?? waiter!.Wait(cancellation);
            return Lease(place, asked);
        }
        catch (Exception e)
        {
            Metrics?.Failed(e);
            throw;
        }
    }

    /// <summary>Rents a context, and goes on when there is one.</summary>
    public async ValueTask<ContextLease> RentAsync(CancellationToken cancellation)
    {
        long asked = Metrics is null ? 0 : Stopwatch.GetTimestamp();
        try
        {
            PooledContext place = TakeOrWait(cancellation, out PoolWaiter? waiter)
                ?? await waiter!.WaitAsync(cancellation).ConfigureAwait(false);
            return Lease(place, asked);
        }
        catch (Exception e)
        {
            Metrics?.Failed(e);
            throw;
        }
    }

    /// <summary>Takes a place back from a lease that has ended.</summary>
    public void Return(PooledContext place)
    {
        Metrics?.Returned(place.Asked);
        GiveBack(place);
    }

    /// <summary>Takes a call out of the queue.</summary>
    /// <returns>False when a context has been handed to it.</returns>
    public bool Leave(PoolWaiter waiter)
    {
        lock (_gate)
        {
            return Remove(waiter);
        }
    }

    /// <summary>Takes no more calls, and frees the contexts when those that have begun, or wait, are done.</summary>
    public Task CloseAsync()
    {
        bool isIdle;
        lock (_gate)
        {
            if (_closed is not null)
            {
                return _closed.Task;
            }

            _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            isIdle = InUse == 0;
        }

        if (isIdle)
        {
            Free();
        }

        return _closed.Task;
    }

    private PooledContext? TakeOrWait(CancellationToken cancellation, out PoolWaiter? waiter)
    {
        cancellation.ThrowIfCancellationRequested();
        waiter = null;
        lock (_gate)
        {
            ThrowIfClosed();
            if (TakeFree() is { } place)
            {
                return place;
            }

            if (_queue.Count >= maxQueueLength)
            {
                throw new PoolFullException(name, places, maxQueueLength);
            }

            waiter = new PoolWaiter(this);
            waiter.Place = _queue.AddLast(waiter);
            return null;
        }
    }

    // Within the lock.
    private PooledContext? TakeFree()
    {
        if (_queue.Count > 0)
        {
            return null;
        }

        if (_free.TryPop(out PooledContext? place))
        {
            return place;
        }

        if (_made == places)
        {
            return null;
        }

        _made++;
        return new PooledContext(this);
    }

    // Within the lock.
    private bool Remove(PoolWaiter waiter)
    {
        if (waiter.Place is not { } at)
        {
            return false;
        }

        _queue.Remove(at);
        waiter.Place = null;
        return true;
    }

    // Outside the lock: making a context takes a while.
    private ContextLease Lease(PooledContext place, long asked)
    {
        try
        {
            place.Asked = asked;
            ContextLease lease = place.Lease(create);
            Metrics?.Rented(asked);
            return lease;
        }
        catch
        {
            GiveBack(place);
            throw;
        }
    }

    private void GiveBack(PooledContext place)
    {
        PoolWaiter? next;
        bool isLast = false;
        lock (_gate)
        {
            next = _queue.First?.Value;
            if (next is not null)
            {
                Remove(next);
            }
            else
            {
                _free.Push(place);
                isLast = _closed is not null && InUse == 0;
            }
        }

        next?.SetResult(place);
        if (isLast)
        {
            Free();
        }
    }

    private void Free()
    {
        try
        {
            foreach (PooledContext place in _free)
            {
                place.Free();
            }

            free?.Invoke();
            _closed!.SetResult();
        }
        catch (Exception e)
        {
            _closed!.SetException(e);
        }
    }

    private void ThrowIfClosed()
    {
        if (_closed is not null)
        {
            throw new ObjectDisposedException(name);
        }
    }
}

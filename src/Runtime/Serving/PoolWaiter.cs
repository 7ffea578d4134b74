namespace ConvGen;

/// <summary>A call that waits for a context, in the queue of its pool.</summary>
/// <param name="pool">The pool.</param>
internal sealed class PoolWaiter(ContextPool pool)
    : TaskCompletionSource<PooledContext>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Where it stands in the queue; only the pool touches it, within its lock.</summary>
    public LinkedListNode<PoolWaiter>? Place { get; set; }

    /// <summary>Blocks the thread until a context is handed over, by which no thread of the thread pool is needed.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before there was a context.</exception>
    public PooledContext Wait(CancellationToken cancellation)
    {
        using (Register(cancellation))
        {
            return Task.GetAwaiter().GetResult();
        }
    }

    /// <summary>Waits until a context is handed over.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before there was a context.</exception>
    public async Task<PooledContext> WaitAsync(CancellationToken cancellation)
    {
        using (Register(cancellation))
        {
            return await Task.ConfigureAwait(false);
        }
    }

    private CancellationTokenRegistration Register(CancellationToken cancellation) =>
        cancellation.UnsafeRegister(static (waiter, token) => ((PoolWaiter)waiter!).Cancel(token), this);

    // Whoever takes it out of the queue decides what becomes of it, so that no context is handed to a call that has gone.
    private void Cancel(CancellationToken cancellation)
    {
        if (pool.Leave(this))
        {
            SetCanceled(cancellation);
        }
    }
}

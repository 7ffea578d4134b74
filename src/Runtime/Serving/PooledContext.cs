namespace ConvGen;

/// <summary>A place of a pool: a context once one has been made, and who has it.</summary>
/// <param name="pool">The pool that the place belongs to.</param>
internal sealed class PooledContext(ContextPool pool)
{
    private InferenceContext? _context;
    private long _number; // of the lease that has it, or of the next one

    /// <summary>When the lease was asked for, in ticks of the stopwatch; 0 where nobody measures.</summary>
    public long Asked { get; set; }

    /// <summary>Whether a context has been made and is open.</summary>
    public bool HasContext => _context is { IsDisposed: false };

    /// <summary>Leases the context to whoever has taken the place from the pool, and makes it if there is none.</summary>
    /// <param name="create">Makes a context.</param>
    public ContextLease Lease(Func<InferenceContext> create)
    {
        if (!HasContext)
        {
            _context = create();
        }

        return new ContextLease(this, _number);
    }

    /// <summary>The context, for the lease that has it.</summary>
    /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
    public InferenceContext OfLease(long number)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _number) != number, typeof(ContextLease));
        return _context!;
    }

    /// <summary>Ends a lease, unless it has ended.</summary>
    public void Return(long number)
    {
        if (Interlocked.CompareExchange(ref _number, number + 1, number) == number)
        {
            pool.Return(this);
        }
    }

    /// <summary>Frees the context of a place that is not leased.</summary>
    public void Free()
    {
        _context?.Dispose();
        _context = null;
    }
}

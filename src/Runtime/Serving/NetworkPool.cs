namespace ConvGen;

/// <summary>
/// Runs a network for many callers at once, as servers do: a call rents one of a bounded number of contexts, and waits in a bounded queue
/// while all are in use, first come, first served. All members may be called by any thread at any time.
/// </summary>
/// <remarks>
/// A call allocates nothing when a context is free and has been used before. While several calls run, each uses fewer of the network's
/// threads, so that together they have as many as there are processors; results are bit for bit the same.
/// </remarks>
/// <typeparam name="TNetwork">The network's class.</typeparam>
public sealed class NetworkPool<TNetwork> : IDisposable, IAsyncDisposable
    where TNetwork : class, INetwork
{
    private readonly ContextPool _contexts;

    /// <summary>Makes a pool, which has no contexts yet.</summary>
    /// <param name="network">The network, whose parameters do not change while it is used.</param>
    /// <param name="options">How many contexts, and how long a queue; the defaults when omitted.</param>
    /// <param name="leaveOpen">Whether the network stays as it is when the pool is disposed.</param>
    public NetworkPool(TNetwork network, NetworkPoolOptions? options = null, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
        options ??= NetworkPoolOptions.Default;
        _contexts = new ContextPool(
            $"NetworkPool<{typeof(TNetwork).Name}>",
            network.CreateContext,
            leaveOpen ? null : network.Dispose,
            options.MaxContexts ?? Engine.Processor.PhysicalCores,
            options.MaxQueueLength);
        if (options.MeterFactory is { } factory)
        {
            _contexts.Metrics = new PoolMetrics(factory, network.Info.Name, _contexts);
        }

        MaxQueueLength = options.MaxQueueLength;
    }

    /// <summary>The network.</summary>
    public TNetwork Network { get; }

    /// <summary>The most contexts, which is how many calls run at the same time.</summary>
    public int MaxContexts => _contexts.Places;

    /// <summary>The most calls that wait for a context.</summary>
    public int MaxQueueLength { get; }

    /// <summary>How many contexts have been made.</summary>
    public int Contexts => _contexts.Contexts;

    /// <summary>How many contexts are rented.</summary>
    public int ContextsInUse => _contexts.InUse;

    /// <summary>How many calls wait for a context.</summary>
    public int QueueLength => _contexts.QueueLength;

    /// <summary>Whether the pool takes no more calls, because it has been disposed.</summary>
    public bool IsDisposed => _contexts.IsClosed;

    /// <summary>
    /// Runs one or more examples, as <see cref="INetwork.Forward"/> does, and blocks the calling thread while all contexts are in use.
    /// </summary>
    /// <param name="input">The examples, one after another.</param>
    /// <param name="output">Where the results go.</param>
    /// <param name="cancellationToken">Ends the waiting for a context, but not the call once it has begun.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap.</exception>
    /// <exception cref="PoolFullException">Too many calls wait.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled while it waited.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory for another context.</exception>
    /// <exception cref="ObjectDisposedException">The pool or its network has been disposed.</exception>
    public void Forward(ReadOnlySpan<float> input, Span<float> output, CancellationToken cancellationToken = default)
    {
        using ContextLease lease = Rent(cancellationToken);
        Run(lease, input, output);
    }

    /// <summary>
    /// Runs one or more examples, as <see cref="INetwork.Forward"/> does: on the calling thread when a context is free, otherwise on a
    /// thread of the thread pool, when it is its turn.
    /// </summary>
    /// <param name="input">The examples, one after another; they stay as they are until the call has ended.</param>
    /// <param name="output">Where the results go.</param>
    /// <param name="cancellationToken">Ends the waiting for a context, but not the call once it has begun.</param>
    /// <returns>What ends when the results are there.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or the memory overlaps.</exception>
    /// <exception cref="PoolFullException">Too many calls wait.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled while it waited.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory for another context.</exception>
    /// <exception cref="ObjectDisposedException">The pool or its network has been disposed.</exception>
    public async ValueTask ForwardAsync(
        ReadOnlyMemory<float> input, Memory<float> output, CancellationToken cancellationToken = default)
    {
        using ContextLease lease = await RentAsync(cancellationToken).ConfigureAwait(false);
        Run(lease, input.Span, output.Span);
    }

    /// <summary>Rents a context, and blocks the calling thread while all are in use.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The context, to be given back by disposing the lease.</returns>
    /// <exception cref="PoolFullException">Too many calls wait.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory for another context.</exception>
    /// <exception cref="ObjectDisposedException">The pool or its network has been disposed.</exception>
    public ContextLease Rent(CancellationToken cancellationToken = default) => _contexts.Rent(cancellationToken);

    /// <summary>Rents a context; when all are in use, the task ends when it is this call's turn.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The context, to be given back by disposing the lease.</returns>
    /// <exception cref="PoolFullException">Too many calls wait.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory for another context.</exception>
    /// <exception cref="ObjectDisposedException">The pool or its network has been disposed.</exception>
    public ValueTask<ContextLease> RentAsync(CancellationToken cancellationToken = default) => _contexts.RentAsync(cancellationToken);

    /// <summary>Rents a context if one is free and no call waits for one.</summary>
    /// <param name="lease">The context, to be given back by disposing the lease.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="OutOfMemoryException">There is not enough memory for another context.</exception>
    /// <exception cref="ObjectDisposedException">The pool or its network has been disposed.</exception>
    public bool TryRent(out ContextLease lease) => _contexts.TryRent(out lease);

    /// <summary>
    /// Makes the contexts that there are not yet, and runs an example of zeros through each that is free, so that no later call has to wait
    /// for memory, the packing of weights or the just-in-time compiler.
    /// </summary>
    /// <exception cref="OutOfMemoryException">There is not enough memory for as many contexts.</exception>
    /// <exception cref="ObjectDisposedException">The pool or its network has been disposed.</exception>
    public void WarmUp()
    {
        float[] input = new float[Network.InputLength], output = new float[Network.OutputLength];
        List<ContextLease> leases = [];
        try
        {
            while (TryRent(out ContextLease lease))
            {
                leases.Add(lease);
                Run(lease, input, output);
            }
        }
        finally
        {
            leases.ForEach(lease => lease.Dispose());
        }
    }

    /// <summary>
    /// Refuses further calls, waits until those that run or wait are done, and frees the contexts, and the network unless it is left open.
    /// It waits for each lease to be disposed: a thread that has one would wait for ever.
    /// </summary>
    /// <exception cref="InvalidOperationException">The network is in use outside the pool; it has not been freed.</exception>
    public void Dispose() => _contexts.CloseAsync().GetAwaiter().GetResult();

    /// <summary>
    /// Refuses further calls, waits until those that run or wait are done, and frees the contexts, and the network unless it is left open.
    /// </summary>
    /// <returns>What ends when all is freed.</returns>
    /// <exception cref="InvalidOperationException">The network is in use outside the pool; it has not been freed.</exception>
    public ValueTask DisposeAsync() => new(_contexts.CloseAsync());

    private void Run(ContextLease lease, ReadOnlySpan<float> input, Span<float> output)
    {
        try
        {
            lease.Context.Forward(input, output);
        }
        catch (Exception e)
        {
            _contexts.Metrics?.Failed(e);
            throw;
        }
    }
}

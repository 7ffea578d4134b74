namespace ConvGen;

/// <summary>
/// A context that is rented from a <see cref="NetworkPool{TNetwork}"/>; disposing it gives the context back. Copies are the same lease:
/// whichever is disposed first gives the context back, and the others do nothing.
/// </summary>
public readonly struct ContextLease : IDisposable
{
    private readonly PooledContext? _pooled;
    private readonly long _number;

    internal ContextLease(PooledContext pooled, long number)
    {
        _pooled = pooled;
        _number = number;
    }

    /// <summary>
    /// The context. It is of the <c>Context</c> class of the network's class, to which it can be cast for inputs of bytes, several inputs
    /// or outputs, and other sizes. It is not to be used after the lease has been disposed, nor to be disposed itself.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The context has been given back.</exception>
    /// <exception cref="InvalidOperationException">Nothing has been rented: the lease is the default of its type.</exception>
    public InferenceContext Context => _pooled is null
        ? throw new InvalidOperationException("This lease is the default of its type, which has no context; rent one from a pool.")
        : _pooled.OfLease(_number);

    /// <summary>Gives the context back, unless that has been done.</summary>
    public void Dispose() => _pooled?.Return(_number);
}

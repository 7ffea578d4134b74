namespace ConvGen;

/// <summary>
/// Working memory for reads that run at the same time: as many pieces as ever were in use at once, so that nothing is allocated once all
/// threads have read.
/// </summary>
/// <typeparam name="T">The memory of one read.</typeparam>
/// <param name="create">Makes a piece.</param>
internal sealed class ScratchPool<T>(Func<T> create)
    where T : class
{
    private readonly Stack<T> _free = new();

    /// <summary>A piece that nobody uses; to be given back.</summary>
    public T Rent()
    {
        lock (_free)
        {
            if (_free.TryPop(out T? scratch))
            {
                return scratch;
            }
        }

        return create();
    }

    /// <summary>Takes a piece back.</summary>
    public void Return(T scratch)
    {
        lock (_free)
        {
            _free.Push(scratch);
        }
    }
}

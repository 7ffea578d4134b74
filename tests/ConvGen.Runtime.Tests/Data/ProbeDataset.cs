namespace ConvGen.Runtime.Tests.Data;

/// <summary>A data set whose example i is the numbers 10·i and 10·i + epoch, its target i; it remembers what is asked of it.</summary>
internal sealed class ProbeDataset : IDataset
{
    private int _epoch;
    private int _readers;
    private int _mostReaders;
    private int _reads;

    public int Count { get; init; } = 3;

    public int ExampleLength => 2;

    public int TargetLength => 1;

    public bool CanReadConcurrently { get; init; }

    /// <summary>Called at each read, on the thread that reads.</summary>
    public Action<int>? Reading { get; init; }

    /// <summary>The epochs that were begun, with their orders.</summary>
    public List<(int Epoch, string Order)> Epochs { get; } = [];

    public int Reads => Volatile.Read(ref _reads);

    public int MostReaders => Volatile.Read(ref _mostReaders);

    public void BeginEpoch(int epoch, ReadOnlySpan<int> order)
    {
        Assert.Equal(0, Volatile.Read(ref _readers));
        _epoch = epoch;
        Epochs.Add((epoch, string.Join(' ', order.ToArray())));
    }

    public void Read(int index, Span<float> example, Span<float> target)
    {
        int readers = Interlocked.Increment(ref _readers);
        Interlocked.Increment(ref _reads);
        for (int most = MostReaders; readers > most; most = MostReaders)
        {
            Interlocked.CompareExchange(ref _mostReaders, readers, most);
        }

        try
        {
            Reading?.Invoke(index);
            example[0] = 10 * index;
            example[1] = 10 * index + _epoch;
            target[0] = index;
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }
}

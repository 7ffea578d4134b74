using System.Runtime.ExceptionServices;
using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Reads another data set ahead on threads of its own, in the order that <see cref="BeginEpoch"/> announces, so that who trains need not
/// wait for files to be decoded. What is read is the same for any number of threads. Examples in another order, or without
/// <see cref="BeginEpoch"/>, are right, too, but are not read ahead. Reading allocates nothing that the source does not.
/// </summary>
public sealed class PrefetchedDataset : IDataset, IDisposable
{
    private const int MaxThreads = 8;

    private readonly IDataset _source;
    private readonly Slot[] _slots;
    private readonly Thread[] _threads;

    // Of reading the source where that is for one thread at a time.
    private readonly object? _alone;

    // Guards everything below, and the states of the slots.
    private readonly object _gate = new();
    private int[] _order = [];
    private int _count;
    private int _next;
    private int _taken;
    private int _loading;
    private bool _isPaused;
    private bool _isDisposed;

    /// <summary>Wraps a data set, which stays the caller's.</summary>
    /// <param name="source">What is read ahead.</param>
    /// <param name="ahead">
    /// How many examples are read ahead at most; their memory is allocated at once. A few minibatches are enough.
    /// </param>
    /// <param name="threads">
    /// How many threads read; null for as many as there are processors, at most 8, and one where the source cannot be read concurrently.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    /// <exception cref="ArgumentException">Several threads are asked for, but the source cannot be read concurrently.</exception>
    public PrefetchedDataset(IDataset source, int ahead = 256, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);
        int readers = threads ?? (source.CanReadConcurrently ? Math.Min(Environment.ProcessorCount, MaxThreads) : 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(readers, 1, nameof(threads));
        if (readers > 1 && !source.CanReadConcurrently)
        {
            throw new ArgumentException(
                Invariant($"The data set cannot be read by {readers} threads at once: its CanReadConcurrently is false."), nameof(threads));
        }

        _source = source;
        _alone = source.CanReadConcurrently ? null : new object();
        _slots = [.. Enumerable.Range(0, ahead).Select(_ => new Slot(source.ExampleLength, source.TargetLength))];
        _threads = new Thread[readers];
        for (int i = 0; i < readers; i++)
        {
            _threads[i] = new Thread(Load) { IsBackground = true, Name = Invariant($"ConvGen data {i + 1}") };
            _threads[i].Start();
        }
    }

    private enum SlotState
    {
        Empty,
        Loading,
        Ready,
    }

    /// <inheritdoc/>
    public int Count => _source.Count;

    /// <inheritdoc/>
    public int ExampleLength => _source.ExampleLength;

    /// <inheritdoc/>
    public int TargetLength => _source.TargetLength;

    /// <inheritdoc/>
    public InputLayout? Layout => _source.Layout;

    /// <inheritdoc/>
    /// <remarks>False: who trains reads, and nobody else.</remarks>
    public bool CanReadConcurrently => false;

    /// <inheritdoc/>
    /// <remarks>An epoch that was broken off is forgotten; what threads are reading at the moment is waited for.</remarks>
    /// <exception cref="ObjectDisposedException">The data set has been disposed.</exception>
    public void BeginEpoch(int epoch, ReadOnlySpan<int> order)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _isPaused = true;
            while (_loading > 0)
            {
                Monitor.Wait(_gate);
            }

            _count = 0;
            _source.BeginEpoch(epoch, order);
            if (_order.Length < order.Length)
            {
                _order = new int[order.Length];
            }

            order.CopyTo(_order);
            _count = order.Length;
            _next = 0;
            _taken = 0;
            Array.ForEach(_slots, slot => slot.Clear());
            _isPaused = false;
            Monitor.PulseAll(_gate);
        }
    }

    /// <inheritdoc/>
    /// <remarks>An exception of the source is thrown here, for the example that it was thrown for.</remarks>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ObjectDisposedException">The data set has been disposed.</exception>
    public void Read(int index, Span<float> example, Span<float> target)
    {
        example = example[..ExampleLength];
        target = target[..TargetLength];
        Slot? slot = Take(index);
        if (slot is null)
        {
            ReadSource(index, example, target);
            return;
        }

        // Until it is given back nobody writes to it.
        slot.Example.CopyTo(example);
        slot.Target.CopyTo(target);
        Exception? failure = slot.Failure;
        lock (_gate)
        {
            slot.Clear();
            _taken++;
            Monitor.PulseAll(_gate);
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Ends the threads, after the examples that they are reading. The source is left as it is.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Monitor.PulseAll(_gate);
        }

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    /// <summary>Waits for an example that is read ahead; null for one that is not.</summary>
    private Slot? Take(int index)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);

            // The next one nearly always; where some were left out, a later one, and those before it are forgotten.
            int window = Math.Min(_slots.Length, _count - _taken);
            int skipped = _order.AsSpan(_taken, window).IndexOf(index);
            if (skipped < 0)
            {
                return null;
            }

            for (; skipped > 0; skipped--)
            {
                Forget(_taken++);
            }

            Monitor.PulseAll(_gate);
            Slot slot = SlotOf(_taken);
            while (slot.State != SlotState.Ready || slot.Position != _taken)
            {
                Monitor.Wait(_gate);
                ObjectDisposedException.ThrowIf(_isDisposed, this);
            }

            return slot;
        }
    }

    /// <summary>Frees the place of an example that nobody will take.</summary>
    private void Forget(int position)
    {
        if (SlotOf(position) is { State: SlotState.Ready } slot)
        {
            slot.Clear();
        }

        _next = Math.Max(_next, position + 1);
    }

    private Slot SlotOf(int position) => _slots[position % _slots.Length];

    private void Load()
    {
        while (Claim() is { } slot)
        {
            Exception? failure = null;
            try
            {
                ReadSource(slot.Index, slot.Example, slot.Target);
            }
            catch (Exception e)
            {
                // Whoever wants the example gets it.
                failure = e;
            }

            lock (_gate)
            {
                _loading--;
                slot.Failure = failure;
                slot.State = slot.Position >= _taken ? SlotState.Ready : SlotState.Empty;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Waits for something to read; null when there will never be anything.</summary>
    private Slot? Claim()
    {
        lock (_gate)
        {
            while (!_isDisposed)
            {
                if (!_isPaused && _next < _count && _next - _taken < _slots.Length && SlotOf(_next) is { State: SlotState.Empty } slot)
                {
                    slot.State = SlotState.Loading;
                    slot.Position = _next;
                    slot.Index = _order[_next];
                    _next++;
                    _loading++;
                    return slot;
                }

                Monitor.Wait(_gate);
            }

            return null;
        }
    }

    private void ReadSource(int index, Span<float> example, Span<float> target)
    {
        if (_alone is null)
        {
            _source.Read(index, example, target);
            return;
        }

        lock (_alone)
        {
            _source.Read(index, example, target);
        }
    }

    /// <summary>The place of one example.</summary>
    private sealed class Slot(int exampleLength, int targetLength)
    {
        public float[] Example { get; } = new float[exampleLength];

        public float[] Target { get; } = new float[targetLength];

        public SlotState State { get; set; }

        /// <summary>Where in the order its example stands.</summary>
        public int Position { get; set; }

        /// <summary>Which example it is.</summary>
        public int Index { get; set; }

        /// <summary>Why there is none.</summary>
        public Exception? Failure { get; set; }

        public void Clear()
        {
            State = SlotState.Empty;
            Failure = null;
        }
    }
}

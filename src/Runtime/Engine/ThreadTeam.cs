using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace ConvGen.Engine;

/// <summary>
/// A fixed team of threads for one network; for emitted code. The calling thread is its first member, the others wait
/// for work by spinning briefly and then parking. Running allocates nothing.
/// </summary>
/// <remarks>
/// Every member has a range of its own and takes it in chunks, then the chunks that others have not begun: who comes late, or not at all
/// because its processor is busy with something else, costs no time. Only a member that loses its processor in the middle of a chunk does.
/// After that the caller works alone for ten times as long as it had to wait, so that it loses a tenth at most.
/// </remarks>
internal sealed class ThreadTeam : IDisposable
{
    private const int Free = 0;
    private const int Busy = 1;
    private const int Closed = 2;

    private const int ChunksOfRange = 4;

    // Waiting so long, and longer than the whole step took the caller, means that a member has lost its processor.
    private const long StallMicroseconds = 100;
    private const int RestPerStall = 10;
    private const int LongestRestSeconds = 1;

    private static readonly long StallTicks = StallMicroseconds * Stopwatch.Frequency / 1_000_000;
    private static readonly long LongestRestTicks = LongestRestSeconds * Stopwatch.Frequency;

    private readonly Range[] _ranges;
    private readonly Member[] _members;
    private readonly Entrance _entrance;
    private StepItems? _execute;
    private int _step;
    private int _count;
    private int _state;
    private long _restUntil;
    private bool _stop;

    /// <summary>Starts the team.</summary>
    /// <param name="threads">How many threads work together, the caller among them; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    public ThreadTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        bool maySpin = threads <= Environment.ProcessorCount;
        _entrance = new Entrance(maySpin);
        _ranges = new Range[threads];
        _members = new Member[threads - 1];
        for (int i = 0; i < _members.Length; i++)
        {
            _members[i] = new Member(this, i + 1, maySpin);
        }

        for (int i = 0; i < _members.Length; i++)
        {
            Member member = _members[i];
            member.Thread = new Thread(member.Work)
            {
                IsBackground = true,
                Name = Invariant($"ConvGen {i + 1}/{_members.Length}"),
            };
            member.Thread.Start();
        }
    }

    /// <summary>How many threads work together, the caller among them.</summary>
    public int Threads { get; }

    /// <summary>How many of the team's own threads sleep in the kernel.</summary>
    internal int ParkedThreads => _members.Count(member => member.Start.IsParked);

    /// <summary>
    /// Executes one step of a pass for the items [0, items), each exactly once, and returns when all are done. While the team works for
    /// another caller, or rests, this one does everything itself.
    /// </summary>
    /// <param name="execute">Executes some of the items.</param>
    /// <param name="step">Which step.</param>
    /// <param name="items">How many independent items the step has.</param>
    /// <exception cref="ObjectDisposedException">The team has been disposed.</exception>
    public void Run(StepItems execute, int step, int items)
    {
        int others = Math.Min(_members.Length, items - 1);
        if (others <= 0 || !TryEnter())
        {
            RunAlone(execute, step, items);
            return;
        }

        long start = Stopwatch.GetTimestamp();
        if (start < _restUntil)
        {
            Volatile.Write(ref _state, Free);
            RunAlone(execute, step, items);
            return;
        }

        Share(items, others + 1);
        _execute = execute;
        _step = step;
        _entrance.Open();
        for (int i = 0; i < others; i++)
        {
            _members[i].Start.Ring();
        }

        Failure failure = Take(execute, step, number: 0);

        // Also when something failed: nothing of this step may still be running when its buffers are reused.
        if (_entrance.Close())
        {
            long closed = Stopwatch.GetTimestamp();
            _entrance.WaitUntilEmpty();
            Rest(closed - start, closed);
        }

        _execute = null;
        foreach (Member member in _members)
        {
            failure = failure.OrEarlier(member.TakeFailure());
        }

        Volatile.Write(ref _state, Free);
        failure.Throw();
    }

    /// <summary>Ends the threads and waits for them.</summary>
    /// <exception cref="InvalidOperationException">The team is working.</exception>
    public void Dispose()
    {
        switch (Interlocked.CompareExchange(ref _state, Closed, Free))
        {
            case Closed:
                return;
            case Busy:
                throw new InvalidOperationException("The threads of this network are still working.");
        }

        RequestStop();
        foreach (Member member in _members)
        {
            member.Thread!.Join();
            member.Dispose();
        }

        _entrance.Dispose();
    }

    /// <summary>Lets the threads end without waiting for them.</summary>
    internal void RequestStop()
    {
        Volatile.Write(ref _stop, true);
        foreach (Member member in _members)
        {
            member.Start.Ring();
        }
    }

    private static void RunAlone(StepItems execute, int step, int items)
    {
        if (items > 0)
        {
            execute(step, 0, items, worker: 0);
        }
    }

    // Nearly equal ranges, in nearly equal chunks.
    private void Share(int items, int members)
    {
        int begin = 0;
        for (int i = 0; i < members; i++)
        {
            int end = (int)((long)items * (i + 1) / members);
            _ranges[i].Next = begin;
            _ranges[i].End = end;
            _ranges[i].Chunk = (end - begin + ChunksOfRange - 1) / ChunksOfRange;
            begin = end;
        }

        _count = members;
    }

    // Does chunks until all are taken, those of the member's own range first.
    private Failure Take(StepItems execute, int step, int number)
    {
        Failure failure = default;
        int count = _count;
        for (int i = 0; i < count; i++)
        {
            ref Range range = ref _ranges[(number + i) % count];
            while (range.TryTake(out int begin, out int end))
            {
                try
                {
                    execute(step, begin, end, number);
                }
                catch (Exception e)
                {
                    failure = failure.OrEarlier(new Failure(begin, ExceptionDispatchInfo.Capture(e)));
                }
            }
        }

        return failure;
    }

    private void Rest(long worked, long closed)
    {
        long now = Stopwatch.GetTimestamp();
        long waited = now - closed;
        if (waited > StallTicks && waited > worked)
        {
            _restUntil = now + Math.Min(RestPerStall * waited, LongestRestTicks);
        }
    }

    /// <summary>Takes the team for one step, unless another caller has it.</summary>
    private bool TryEnter()
    {
        int state = Interlocked.CompareExchange(ref _state, Busy, Free);
        ObjectDisposedException.ThrowIf(state == Closed, this);
        return state == Free;
    }

    /// <summary>Items that a member takes first, and others when they have done theirs.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Range
    {
        // Each with its cache line, and the neighbour that the processor fetches with it, to itself.
        [FieldOffset(128)]
        public int Next;

        [FieldOffset(132)]
        public int End;

        [FieldOffset(136)]
        public int Chunk;

        /// <summary>Takes the next chunk; nobody else gets it.</summary>
        public bool TryTake(out int begin, out int end)
        {
            // Looking first keeps the number from growing with every look at a range that is done.
            begin = Volatile.Read(ref Next) < End ? Interlocked.Add(ref Next, Chunk) - Chunk : End;
            bool isTaken = (uint)begin < (uint)End; // a sum that overflows is beyond the end too
            end = isTaken && End - begin > Chunk ? begin + Chunk : End;
            return isTaken;
        }
    }

    /// <summary>What a chunk threw; the default is nothing.</summary>
    private readonly record struct Failure(int Begin, ExceptionDispatchInfo? Thrown)
    {
        /// <summary>Of two the one of the earlier items, whichever thread was faster.</summary>
        public Failure OrEarlier(Failure other) =>
            other.Thrown is not null && (Thrown is null || other.Begin < Begin) ? other : this;

        public void Throw() => Thrown?.Throw();
    }

    /// <summary>
    /// Where the members come in to a step. Who comes when it is closed stays out, so that the caller need not wait for those that are
    /// late; it waits for those inside.
    /// </summary>
    private sealed class Entrance(bool maySpin) : IDisposable
    {
        private const int Opened = 1 << 30;

        private readonly Doorbell _empty = new(maySpin);
        private int _emptySeen;
        private int _inside; // and whether it is open

        public void Open() => Volatile.Write(ref _inside, Opened);

        /// <summary>Closes it.</summary>
        /// <returns>Whether somebody is inside.</returns>
        public bool Close() => Interlocked.And(ref _inside, ~Opened) != Opened;

        public void WaitUntilEmpty() => _empty.Wait(ref _emptySeen);

        /// <summary>Comes in, unless it is closed.</summary>
        public bool TryEnter()
        {
            int inside = Volatile.Read(ref _inside);
            while ((inside & Opened) != 0)
            {
                int found = Interlocked.CompareExchange(ref _inside, inside + 1, inside);
                if (found == inside)
                {
                    return true;
                }

                inside = found;
            }

            return false;
        }

        public void Leave()
        {
            if (Interlocked.Decrement(ref _inside) == 0)
            {
                _empty.Ring();
            }
        }

        public void Dispose() => _empty.Dispose();
    }

    /// <summary>One of the team's own threads.</summary>
    private sealed class Member(ThreadTeam team, int number, bool maySpin) : IDisposable
    {
        private Failure _failure;

        public Doorbell Start { get; } = new(maySpin);

        public Thread? Thread { get; set; }

        /// <summary>What it threw in the last step, if anything.</summary>
        public Failure TakeFailure()
        {
            Failure failure = _failure;
            _failure = default;
            return failure;
        }

        public void Work()
        {
            int startSeen = 0;
            while (true)
            {
                Start.Wait(ref startSeen);
                if (Volatile.Read(ref team._stop))
                {
                    return;
                }

                if (team._entrance.TryEnter())
                {
                    Execute();
                    team._entrance.Leave();
                }
            }
        }

        public void Dispose() => Start.Dispose();

        /// <summary>
        /// In a frame of its own: whose step it is must not stay on the stack of a waiting thread, or a network that nobody uses would not
        /// be collected.
        /// </summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private void Execute() => _failure = team.Take(team._execute!, team._step, number);
    }
}

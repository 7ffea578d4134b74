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
/// Every member has a range of its own, and takes those that others have not begun when it has done its own: who comes late, or not at all
/// because its processor is busy with something else, costs no time. Only a member that loses its processor within a range does. After that
/// the caller works alone for ten times as long as it had to wait, so that it loses a tenth at most. Ranges are not cut further: what one
/// thread writes it reads in the next step, and small networks lose 5 % where pieces go back and forth.
/// </remarks>
internal sealed class ThreadTeam : IDisposable
{
    private const int Free = 0;
    private const int Busy = 1;
    private const int Closed = 2;

    // Waiting so long, and longer than the whole step took the caller, means that a member has lost its processor.
    private const long StallMicroseconds = 100;
    private const int RestPerStall = 10;
    private const int LongestRestMilliseconds = 100;

    // The number of no run.
    private const int Taken = 0;

    private static readonly long StallTicks = StallMicroseconds * Stopwatch.Frequency / 1_000_000;
    private static readonly long LongestRestTicks = LongestRestMilliseconds * Stopwatch.Frequency / 1_000;

    private readonly Range[] _ranges;
    private readonly Member[] _members;
    private readonly Doorbell _done;
    private StepItems? _execute;
    private int _step;
    private int _run;
    private int _doneSeen;
    private int _state;
    private long _restUntil;
    private PaddedInt _left;
    private bool _stop;

    /// <summary>Starts the team.</summary>
    /// <param name="threads">How many threads work together, the caller among them; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    public ThreadTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        bool maySpin = threads <= Environment.ProcessorCount;
        _done = new Doorbell(maySpin);
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
    /// <param name="mostThreads">How many threads may share them, the caller among them.</param>
    /// <exception cref="ObjectDisposedException">The team has been disposed.</exception>
    public void Run(StepItems execute, int step, int items, int mostThreads = int.MaxValue)
    {
        int others = Math.Min(Math.Min(Threads, items), mostThreads) - 1;
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

        _execute = execute;
        _step = step;
        Share(items, others + 1);
        for (int i = 0; i < others; i++)
        {
            _members[i].Start.Ring();
        }

        (int taken, Failure failure) = Take(_run, number: 0);

        // Also when something failed: nothing of this step may still be running when its buffers are reused.
        if (!Report(taken + 1))
        {
            long finished = Stopwatch.GetTimestamp();
            _done.Wait(ref _doneSeen);
            Rest(finished - start, finished);
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

        _done.Dispose();
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

    // Nearly equal ranges.
    private void Share(int items, int members)
    {
        _left.Value = items + 1; // One for the caller, who is not rung for when he is last, also when others have done everything.
        int run = _run == int.MaxValue ? 1 : _run + 1;
        int begin = 0;
        for (int i = 0; i < members; i++)
        {
            int end = (int)((long)items * (i + 1) / members);
            _ranges[i].Set(run, begin, end);
            begin = end;
        }

        Volatile.Write(ref _run, run);
    }

    // Does ranges until all are taken, the member's own first; tells how many items that were.
    private (int Taken, Failure Failure) Take(int run, int number)
    {
        int taken = 0;
        Failure failure = default;
        for (int i = 0; i < _ranges.Length; i++)
        {
            ref Range range = ref _ranges[(number + i) % _ranges.Length];
            if (range.TryTake(run, out int begin, out int end))
            {
                // Now the run cannot end, so that this is what it is about.
                try
                {
                    _execute!(_step, begin, end, number);
                }
                catch (Exception e)
                {
                    failure = failure.OrEarlier(new Failure(begin, ExceptionDispatchInfo.Capture(e)));
                }

                taken += end - begin;
            }
        }

        return (taken, failure);
    }

    // Whether with these everything of the run has been reported.
    private bool Report(int items) => Interlocked.Add(ref _left.Value, -items) == 0;

    private void Rest(long worked, long finished)
    {
        long now = Stopwatch.GetTimestamp();
        long waited = now - finished;
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

    /// <summary>Items that a member takes, unless another has by then.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Range
    {
        // All with their cache line, and the neighbour that the processor fetches with it, to themselves.
        [FieldOffset(128)]
        private int _open;

        [FieldOffset(132)]
        private int _begin;

        [FieldOffset(136)]
        private int _end;

        /// <summary>Opens it for a run, which is not 0.</summary>
        public void Set(int run, int begin, int end)
        {
            _begin = begin;
            _end = end;
            Volatile.Write(ref _open, run);
        }

        /// <summary>Takes it for a run; nobody else gets it, and who comes late from another run takes nothing.</summary>
        public bool TryTake(int run, out int begin, out int end)
        {
            bool isTaken = Volatile.Read(ref _open) == run && Interlocked.CompareExchange(ref _open, Taken, run) == run;
            (begin, end) = isTaken ? (_begin, _end) : (0, 0);
            return isTaken;
        }
    }

    /// <summary>What a range threw; the default is nothing.</summary>
    private readonly record struct Failure(int Begin, ExceptionDispatchInfo? Thrown)
    {
        /// <summary>Of two the one of the earlier items, whichever thread was faster.</summary>
        public Failure OrEarlier(Failure other) =>
            other.Thrown is not null && (Thrown is null || other.Begin < Begin) ? other : this;

        public void Throw() => Thrown?.Throw();
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

                if (Execute() is var taken and > 0 && team.Report(taken))
                {
                    team._done.Ring();
                }
            }
        }

        public void Dispose() => Start.Dispose();

        /// <summary>
        /// In a frame of its own: whose step it is must not stay on the stack of a waiting thread, or a network that nobody uses would not
        /// be collected.
        /// </summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private int Execute()
        {
            (int taken, Failure failure) = team.Take(Volatile.Read(ref team._run), number);
            if (failure.Thrown is not null)
            {
                _failure = failure;
            }

            return taken;
        }
    }
}

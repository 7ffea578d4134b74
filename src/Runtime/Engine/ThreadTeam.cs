using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using static System.FormattableString;

namespace ConvGen.Engine;

/// <summary>
/// A fixed team of threads for one network; for emitted code. The calling thread is its first member, the others wait
/// for work by spinning briefly and then parking. Running allocates nothing.
/// </summary>
internal sealed class ThreadTeam : IDisposable
{
    private const int Free = 0;
    private const int Busy = 1;
    private const int Closed = 2;

    private readonly Member[] _members;
    private StepItems? _execute;
    private int _step;
    private int _state;
    private bool _stop;

    /// <summary>Starts the team.</summary>
    /// <param name="threads">How many threads work together, the caller among them; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    public ThreadTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        bool maySpin = threads <= Environment.ProcessorCount;
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
    /// Executes one step of a pass for the items [0, items), each exactly once, and returns when all are done. Every thread
    /// takes one contiguous range, the caller the first. While the team works for another caller, this one does everything itself.
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
            if (items > 0)
            {
                execute(step, 0, items, worker: 0);
            }

            return;
        }

        _execute = execute;
        _step = step;
        for (int i = 0; i < others; i++)
        {
            Member member = _members[i];
            member.Begin = RangeStart(items, i + 1, others + 1);
            member.End = RangeStart(items, i + 2, others + 1);
            member.Start.Ring();
        }

        ExceptionDispatchInfo? failure = null;
        try
        {
            execute(step, 0, RangeStart(items, 1, others + 1), worker: 0);
        }
        finally
        {
            // Also when the caller's range failed: nothing of this step may still be running when its buffers are reused.
            for (int i = 0; i < others; i++)
            {
                ExceptionDispatchInfo? thrown = _members[i].WaitUntilDone();
                failure ??= thrown; // of several failures the first in order, whichever thread was faster
            }

            _execute = null;
            Volatile.Write(ref _state, Free);
        }

        failure?.Throw();
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

    /// <summary>Where range number <paramref name="index"/> of <paramref name="count"/> nearly equal ones begins.</summary>
    private static int RangeStart(int items, int index, int count) => (int)((long)items * index / count);

    /// <summary>Takes the team for one step, unless another caller has it.</summary>
    private bool TryEnter()
    {
        int state = Interlocked.CompareExchange(ref _state, Busy, Free);
        ObjectDisposedException.ThrowIf(state == Closed, this);
        return state == Free;
    }

    /// <summary>One of the team's own threads, with the range it was given.</summary>
    private sealed class Member(ThreadTeam team, int number, bool maySpin) : IDisposable
    {
        private readonly Doorbell _done = new(maySpin);
        private int _doneSeen;
        private ExceptionDispatchInfo? _failure;

        public Doorbell Start { get; } = new(maySpin);

        public Thread? Thread { get; set; }

        public int Begin { get; set; }

        public int End { get; set; }

        /// <summary>Waits for the range given last.</summary>
        /// <returns>What it threw, if anything.</returns>
        public ExceptionDispatchInfo? WaitUntilDone()
        {
            _done.Wait(ref _doneSeen);
            ExceptionDispatchInfo? failure = _failure;
            _failure = null;
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

                Execute();
                _done.Ring();
            }
        }

        public void Dispose()
        {
            Start.Dispose();
            _done.Dispose();
        }

        /// <summary>
        /// In a frame of its own: whose step it is must not stay on the stack of a waiting thread, or a network that nobody uses would not
        /// be collected.
        /// </summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private void Execute()
        {
            try
            {
                team._execute!(team._step, Begin, End, number);
            }
            catch (Exception e)
            {
                _failure = ExceptionDispatchInfo.Capture(e);
            }
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConvGen.Engine;
using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// One execution of a network at a time: an arena for intermediate values over weights that it shares with the network's other contexts.
/// Emitted code derives from it; users hold one for each thread.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract unsafe partial class NetworkContext : IDisposable
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int Disposed = 2;

    private const int ArenaBuffer = 0;
    private const int WorkspaceBuffer = 1;

    private readonly StepItems _execute; // kept, so that running a step allocates nothing
    private readonly NativeBuffer[] _buffers;
    private readonly float* _arena;
    private readonly float* _workspace;
    private readonly float* _values;
    private readonly float* _packed;
    private readonly int _workspaceLength;
    private int _examples;
    private int _size;
    private int _state;
    private bool _countsAsRunning;
    private NetworkProfile? _profile;
    private long _stepStart;

    /// <summary>Allocates a context.</summary>
    /// <param name="weights">The network's parameters.</param>
    /// <param name="arenaLength">The floats of intermediate values that the largest pass takes.</param>
    /// <param name="workspaceLength">The floats of working memory that every thread has for itself.</param>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    protected NetworkContext(WeightStore weights, long arenaLength, int workspaceLength = 0)
        : this(weights, arenaLength, workspaceLength, []) => Open();

    /// <summary>
    /// Allocates a context with memory of its own besides: packed parameters, and whatever follows. Whoever derives calls
    /// <see cref="Open"/> when it is complete.
    /// </summary>
    private protected NetworkContext(WeightStore weights, long arenaLength, int workspaceLength, ReadOnlySpan<long> further)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfNegative(arenaLength);
        ArgumentOutOfRangeException.ThrowIfNegative(workspaceLength);
        weights.ThrowIfDisposed();
        Weights = weights;
        _execute = Execute;
        IsExact = weights.Options.Exact;
        Target = Processor.Select(weights.Options.MaxVectorBits);
        _workspaceLength = workspaceLength;
        _buffers = NativeBuffer.Allocate([arenaLength, (long)workspaceLength * (workspaceLength == 0 ? 0 : weights.Threads), .. further]);
        _arena = _buffers[ArenaBuffer].Start;
        _workspace = _buffers[WorkspaceBuffer].Start;
        _values = weights.ValuesBuffer.Start;
        _packed = further.IsEmpty ? weights.PackedBuffer.Start : OwnBuffer(0).Start;
    }

    /// <summary>Measures every step of the passes to come; null, as it is at first, measures nothing.</summary>
    public NetworkProfile? Profile
    {
        get => _profile;
        set
        {
            value?.Attach(Steps);
            _profile = value;
        }
    }

    /// <summary>The steps of a pass.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual StepInfo[] Steps => [];

    /// <summary>The parameters that the context runs with.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal WeightStore Weights { get; }

    /// <summary>The class that the context is emitted in; null for one that stands alone.</summary>
    internal string? NetworkName => GetType().DeclaringType is { } network ? NameOf(network) : null;

    /// <summary>What the context is called in messages.</summary>
    private protected virtual string Name => NameOf(GetType());

    /// <summary>Whether the context, or its network, has been disposed.</summary>
    internal bool IsDisposed => Volatile.Read(ref _state) == Disposed;

    /// <summary>The instruction set that the context runs on.</summary>
    public VectorTarget Target { get; }

    /// <summary>The examples of the current pass.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected int Examples => _examples;

    /// <summary>Whether algorithms that round more than the definition are switched off.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool IsExact { get; }

    /// <summary>A value in the arena. Each value is stored for all examples of the pass, one after another.</summary>
    /// <param name="offset">The value's offset in the arena of one example, in floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Arena(int offset) => ref Unsafe.AsRef<float>(_arena + (nint)offset * _examples);

    /// <summary>The working memory of one thread.</summary>
    /// <param name="worker">The number of the thread, from 0; as <see cref="Execute"/> gets it.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float Workspace(int worker) => ref Unsafe.AsRef<float>(_workspace + ((nint)worker * _workspaceLength));

    /// <summary>Packed parameters, as the kernels read them.</summary>
    /// <param name="offset">The offset in the packed block, in floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Packed(int offset) => ref Unsafe.AsRef<float>(_packed + offset);

    /// <summary>Canonical parameters, as files have them.</summary>
    /// <param name="offset">The offset in the canonical block, in floats.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Values(int offset) => ref Unsafe.AsRef<float>(_values + offset);

    /// <summary>Frees the context's memory; the network and its other contexts stay as they are.</summary>
    /// <exception cref="InvalidOperationException">The context is running on another thread.</exception>
    public void Dispose()
    {
        if (!TryClose(out bool wasOpen))
        {
            throw new InvalidOperationException(
                "This context is still running on another thread; dispose it when its calls have returned.");
        }

        if (wasOpen)
        {
            Weights.Unregister(this);
            Free();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Executes some items of a step; they are independent of each other and of the step's other items.</summary>
    /// <param name="step">Which step of the pass.</param>
    /// <param name="begin">The first item.</param>
    /// <param name="end">The item after the last.</param>
    /// <param name="worker">The number of the thread among those that share the step, from 0.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract void Execute(int step, int begin, int end, int worker);

    /// <summary>Checks the lengths of a call and counts its examples.</summary>
    /// <typeparam name="TElement">What an example consists of: <see cref="float"/> or <see cref="byte"/>.</typeparam>
    /// <param name="input">The argument named <c>input</c>.</param>
    /// <param name="inputLength">The elements of one example.</param>
    /// <param name="inputShape">The shape of one example, for the message, such as <c>1×28×28</c>.</param>
    /// <param name="output">The argument named <c>output</c>.</param>
    /// <param name="outputLength">The floats of one result.</param>
    /// <param name="outputShape">The shape of one result.</param>
    /// <returns>How many examples there are; 0 is allowed.</returns>
    /// <exception cref="ArgumentException">A length is not a multiple, the lengths do not fit each other, or the spans overlap.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static int CountExamples<TElement>(
        ReadOnlySpan<TElement> input, int inputLength, string inputShape, Span<float> output, int outputLength, string outputShape)
        where TElement : struct
    {
        int examples = CountExamples(input, inputLength, inputShape, nameof(input));
        RequireExamples<float>(output, outputLength, outputShape, examples, nameof(output));
        if (Overlap(input, output))
        {
            throw new ArgumentException(
                "The output overlaps the input: results would be written over examples not yet read.", nameof(output));
        }

        return examples;
    }

    /// <summary>Counts the examples of the first of several inputs.</summary>
    /// <typeparam name="TElement">What an example consists of: <see cref="float"/> or <see cref="byte"/>.</typeparam>
    /// <param name="values">The argument.</param>
    /// <param name="length">The elements of one example.</param>
    /// <param name="shape">The shape of one example, for the message.</param>
    /// <param name="name">The argument's name.</param>
    /// <returns>How many examples there are; 0 is allowed.</returns>
    /// <exception cref="ArgumentException">The length is not a multiple.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static int CountExamples<TElement>(ReadOnlySpan<TElement> values, int length, string shape, string name)
        where TElement : struct
    {
        int examples = Math.DivRem(values.Length, length, out int rest);
        if (rest != 0)
        {
            ThrowWrongInput(values.Length, length, shape, typeof(TElement) == typeof(byte) ? "bytes" : "floats", name);
        }

        return examples;
    }

    /// <summary>Checks the length of a further input, or of an output, of a network that has several.</summary>
    /// <typeparam name="TElement">What it consists of: <see cref="float"/> or <see cref="byte"/>.</typeparam>
    /// <param name="values">The argument.</param>
    /// <param name="length">The elements of one example.</param>
    /// <param name="shape">The shape of one example, for the message.</param>
    /// <param name="examples">How many examples the first input has.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">It is not for as many examples.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static void RequireExamples<TElement>(ReadOnlySpan<TElement> values, int length, string shape, int examples, string name)
        where TElement : struct
    {
        if (values.Length != (long)examples * length)
        {
            ThrowWrongLength(values.Length, examples, length, shape, typeof(TElement) == typeof(byte) ? "bytes" : "floats", name);
        }
    }

    /// <summary>Checks that an output does not lie over an input, or over another output.</summary>
    /// <typeparam name="TElement">What the other argument consists of.</typeparam>
    /// <param name="output">The output.</param>
    /// <param name="other">The other argument.</param>
    /// <param name="outputName">The output's name.</param>
    /// <param name="otherName">The other argument's name.</param>
    /// <exception cref="ArgumentException">The spans overlap.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static void RequireApart<TElement>(
        ReadOnlySpan<float> output, ReadOnlySpan<TElement> other, string outputName, string otherName)
        where TElement : struct
    {
        if (Overlap(other, output))
        {
            throw new ArgumentException(Invariant($"It overlaps '{otherName}': results would be written over it."), outputName);
        }
    }

    // Bytes and floats may be two views of one memory.
    private static bool Overlap<TElement>(ReadOnlySpan<TElement> input, ReadOnlySpan<float> output)
        where TElement : struct
    {
        ref byte start = ref Unsafe.As<TElement, byte>(ref MemoryMarshal.GetReference(input));
        nint distance = Unsafe.ByteOffset(ref start, ref Unsafe.As<float, byte>(ref MemoryMarshal.GetReference(output)));
        return !input.IsEmpty && !output.IsEmpty
            && distance < (nint)input.Length * Unsafe.SizeOf<TElement>() && -distance < (nint)output.Length * sizeof(float);
    }

    /// <summary>Begins a call: takes the context for the calling thread, and packs the parameters when they have changed.</summary>
    /// <exception cref="InvalidOperationException">The context is running on another thread.</exception>
    /// <exception cref="ObjectDisposedException">The context or its network has been disposed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal void Enter()
    {
        int state = Interlocked.CompareExchange(ref _state, Running, Idle);
        if (state != Idle)
        {
            ThrowNotIdle(state);
        }

        try
        {
            EnsurePacked();
        }
        catch
        {
            Exit();
            throw;
        }
    }

    /// <summary>Ends a call that <see cref="Enter"/> began.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal void Exit()
    {
        if (_countsAsRunning)
        {
            _countsAsRunning = false;
            RunningCalls.End();
        }

        Volatile.Write(ref _state, Idle);
    }

    /// <summary>
    /// Says how many examples go through the network now, and at which size of the input. When either changes, every value moves in the
    /// arena, and the arena is zeroed: halos are written once and must be zero at their new places.
    /// </summary>
    /// <param name="examples">How many, at least 1.</param>
    /// <param name="arenaLength">The floats of intermediate values that one of them takes.</param>
    /// <param name="size">The number of the size among those that the network is compiled for.</param>
    /// <exception cref="ArgumentOutOfRangeException">More examples than the arena holds, or none.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void BeginPass(int examples, int arenaLength, int size = 0)
    {
        if (examples != _examples || size != _size)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(examples, 1);
            long length = (long)arenaLength * examples;
            ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _buffers[ArenaBuffer].Length, nameof(examples));
            _buffers[ArenaBuffer].Clear(length);
            _examples = examples;
            _size = size;
        }
    }

    /// <summary>Executes a step that is too small to split.</summary>
    /// <param name="step">Which step of the pass.</param>
    /// <param name="items">How many items it has.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Run(int step, int items)
    {
        Execute(step, 0, items, worker: 0);
        EndStep(step);
    }

    /// <summary>
    /// Executes a step on the network's threads; on the caller alone when there are none or they are at work for another context, and on
    /// fewer of them while other calls of the process need processors too.
    /// </summary>
    /// <param name="step">Which step of the pass.</param>
    /// <param name="items">How many items it has.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void RunOnTeam(int step, int items)
    {
        if (Weights.Threads > 1 && ThreadsForThisCall() is var threads and > 1)
        {
            Weights.Team!.Run(_execute, step, items, threads);
        }
        else
        {
            Execute(step, 0, items, worker: 0);
        }

        EndStep(step);
    }

    /// <summary>Begins the steps of a pass.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginSteps()
    {
        if (_profile is not null)
        {
            _stepStart = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Ends a step that the caller has done by itself since the step before.</summary>
    /// <param name="step">Which step of the pass.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndStep(int step)
    {
        if (_profile is not null)
        {
            Measure(step);
        }
    }

    // A call counts from its first step that could be shared, so that networks without such steps pay nothing for it.
    private int ThreadsForThisCall()
    {
        if (!_countsAsRunning)
        {
            _countsAsRunning = true;
            RunningCalls.Begin();
        }

        return RunningCalls.ThreadsForEach();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Measure(int step)
    {
        long end = Stopwatch.GetTimestamp();
        _profile!.Add(step, end - _stepStart);
        _stepStart = end;
    }

    /// <summary>Closes the context to further calls.</summary>
    /// <param name="wasOpen">Whether this call closed it.</param>
    /// <returns>False when the context is running and stays as it is.</returns>
    internal bool TryClose(out bool wasOpen)
    {
        int state = Interlocked.CompareExchange(ref _state, Disposed, Idle);
        wasOpen = state == Idle;
        return state != Running;
    }

    /// <summary>Takes back <see cref="TryClose"/>.</summary>
    internal void Reopen() => Volatile.Write(ref _state, Idle);

    /// <summary>Frees the memory of a closed context.</summary>
    internal void Free() => NativeBuffer.Free(_buffers);

    /// <summary>Makes the context one of the network's: from now on the network's other threads may close it.</summary>
    /// <exception cref="ObjectDisposedException">The network has been disposed; nothing is left allocated.</exception>
    private protected void Open()
    {
        try
        {
            Weights.Register(this);
        }
        catch
        {
            Free();
            throw;
        }
    }

    /// <summary>One of the buffers that the context has besides.</summary>
    /// <param name="index">Its place among them.</param>
    private protected NativeBuffer OwnBuffer(int index) => _buffers[WorkspaceBuffer + 1 + index];

    private protected virtual void EnsurePacked() => Weights.EnsurePacked();
}

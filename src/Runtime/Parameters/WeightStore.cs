using System.ComponentModel;
using System.Runtime.CompilerServices;
using ConvGen.Engine;

namespace ConvGen;

/// <summary>
/// The parameters of one network, shared by all its contexts; for emitted code. They are kept twice: canonically, as files and
/// <see cref="Parameters"/> see them (each tensor at the next multiple of 16 floats, in order), and packed, as kernels read them.
/// The packed block follows the canonical one by a version number: whoever changes parameters calls <see cref="MarkChanged"/>, and the
/// next pass packs again.
/// </summary>
/// <remarks>
/// Parameters may be changed by one thread while no context of the network is running. Running contexts on several threads is safe.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WeightStore : IDisposable
{
    private readonly object _gate = new();
    private readonly TensorLayout _layout;
    private readonly NativeBuffer _values;
    private readonly NativeBuffer _packed;
    private readonly PackJob _pack;
    private readonly List<WeakReference<NetworkContext>> _contexts = [];
    private readonly int _threads;
    private readonly bool _isInitialized;
    private ThreadTeam? _team;
    private int _version = 1;
    private int _packedVersion;
    private int _transfers;
    private bool _disposed;

    /// <summary>Allocates the parameters and initialises them from <see cref="NetworkOptions.Seed"/>.</summary>
    /// <param name="tensors">The network's tensors in file order.</param>
    /// <param name="packedLength">The floats of the packed block.</param>
    /// <param name="pack">Fills the packed block.</param>
    /// <param name="options">The network's options; null for the defaults.</param>
    /// <param name="initialize">False leaves every parameter 0, for a network about to be loaded from a file.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public WeightStore(TensorSpec[] tensors, int packedLength, PackRoutine pack, NetworkOptions? options, bool initialize = true)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(pack);
        Options = options ?? NetworkOptions.Default;
        _threads = Options.Threads ?? Processor.PhysicalCores;
        _layout = new TensorLayout(tensors);
        NativeBuffer[] buffers = NativeBuffer.Allocate(_layout.Length, packedLength);
        _values = buffers[0];
        _packed = buffers[1];
        _pack = new PackJob(pack, _values, _packed, Options.Exact, _threads);
        Parameters = new ParameterCollection(_layout, _values, () => Name, this);
        _isInitialized = initialize;
        if (initialize)
        {
            Initializer.Fill(_layout, _values.Span, Options.Initialization, Options.Seed);
        }
    }

    /// <summary>Has kernels compiled on other threads while the weights of a network are loaded.</summary>
    /// <param name="options">The network's options; null for the defaults.</param>
    /// <param name="kernels">Its kernels for a vector target.</param>
    public static void BeginCompilation(NetworkOptions? options, Func<VectorTarget, KernelList> kernels)
    {
        ArgumentNullException.ThrowIfNull(kernels);
        NetworkOptions used = options ?? NetworkOptions.Default;
        KernelCompilation.Begin(kernels(Processor.Select(used.MaxVectorBits)), used.Exact);
    }

    /// <summary>Lets the threads of a network that was not disposed end.</summary>
    ~WeightStore() => _team?.RequestStop();

    /// <summary>The network's options.</summary>
    internal NetworkOptions Options { get; }

    /// <summary>Every tensor by name, in file order.</summary>
    public ParameterCollection Parameters { get; }

    /// <summary>The network's threads, started on first use; null when it uses only the caller's.</summary>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    internal ThreadTeam? Team => _threads == 1 ? null : _team ?? StartTeam();

    /// <summary>What the network is called in messages: the name of its class, once it has a context.</summary>
    internal string Name { get; private set; } = "The network";

    /// <summary>How many threads work on a call.</summary>
    internal int Threads => _threads;

    /// <summary>The first float of the canonical block.</summary>
    internal ref float Values => ref _values.At(0);

    /// <summary>The first float of the packed block.</summary>
    internal ref float Packed => ref _packed.At(0);

    /// <summary>Whether the network has been disposed.</summary>
    internal bool IsDisposed => Volatile.Read(ref _disposed);

    /// <summary>The number that changes with the parameters.</summary>
    internal int Version => Volatile.Read(ref _version);

    internal NativeBuffer ValuesBuffer => _values;

    /// <summary>Whether anything has set the parameters: the version counts from 1, and whatever sets them raises it.</summary>
    internal bool HasContents => _isInitialized || Version > 1;

    internal NativeBuffer PackedBuffer => _packed;

    internal TensorLayout Layout => _layout;

    /// <summary>Says that canonical parameters were or will be changed, so that the next pass packs them again.</summary>
    internal void MarkChanged() => Interlocked.Increment(ref _version);

    /// <summary>Packs the parameters when they have changed since the last time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void EnsurePacked()
    {
        if (Volatile.Read(ref _packedVersion) != Volatile.Read(ref _version))
        {
            Pack();
        }
    }

    /// <summary>Frees the parameters, ends the threads and disposes every context of the network.</summary>
    /// <exception cref="InvalidOperationException">
    /// A context is running, or parameters are being saved or loaded; nothing has been freed.
    /// </exception>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (_transfers > 0)
            {
                throw new InvalidOperationException("This network is still being saved or loaded; dispose it when that is done.");
            }

            CloseContexts();
            Volatile.Write(ref _disposed, true);
        }

        _team?.Dispose();
        _values.Dispose();
        _packed.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a context part of what <see cref="Dispose"/> closes.</summary>
    internal void Register(NetworkContext context)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            Name = context.NetworkName ?? Name;
            _contexts.RemoveAll(reference => !reference.TryGetTarget(out _));
            _contexts.Add(new WeakReference<NetworkContext>(context));
        }
    }

    internal void Unregister(NetworkContext context)
    {
        lock (_gate)
        {
            _contexts.RemoveAll(reference => !reference.TryGetTarget(out NetworkContext? target) || ReferenceEquals(target, context));
        }
    }

    /// <summary>Refuses whatever is asked of a network that has been disposed, by the name of its class.</summary>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    internal void ThrowIfDisposed()
    {
        if (IsDisposed)
        {
            throw new ObjectDisposedException(Name);
        }
    }

    /// <summary>Saves or loads, with the parameters kept from being freed meanwhile.</summary>
    /// <param name="action">What is done meanwhile.</param>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    internal void Transfer(Action action)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            _transfers++;
        }

        try
        {
            action();
        }
        finally
        {
            lock (_gate)
            {
                _transfers--;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Pack()
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            int version = Volatile.Read(ref _version);
            if (_packedVersion != version)
            {
                _pack.Run(_pack.IsShared ? Team : null);
                Volatile.Write(ref _packedVersion, version);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ThreadTeam StartTeam()
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            return _team ??= new ThreadTeam(_threads);
        }
    }

    /// <summary>Either closes every context or, when one of them is running, none.</summary>
    private void CloseContexts()
    {
        var closed = new List<NetworkContext>();
        foreach (WeakReference<NetworkContext> reference in _contexts)
        {
            if (!reference.TryGetTarget(out NetworkContext? context))
            {
                continue;
            }

            if (!context.TryClose(out bool wasOpen))
            {
                closed.ForEach(other => other.Reopen());
                throw new InvalidOperationException(
                    "A context of this network is still running; dispose the network when its calls have returned.");
            }

            if (wasOpen)
            {
                closed.Add(context);
            }
        }

        closed.ForEach(context => context.Free());
        _contexts.Clear();
    }
}

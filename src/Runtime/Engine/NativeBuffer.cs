using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace ConvGen.Engine;

/// <summary>
/// A block of floats outside the managed heap, aligned to 64 bytes (a cache line, and the widest vector) and zeroed.
/// </summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    private const int Alignment = 64;

    /// <summary>The most floats of a block: bytes are counted by a native integer.</summary>
    internal static readonly long MaxLength = (nint.MaxValue - (2 * Alignment)) / sizeof(float);

    /// <summary>
    /// Whether every block ends at a page that nobody may touch, so that a test dies where code leaves its memory. The switch
    /// ConvGen.GuardPages of <see cref="AppContext"/> says so before the first block is allocated; a constant afterwards, which costs
    /// nothing.
    /// </summary>
    private static readonly bool GuardPages = AppContext.TryGetSwitch("ConvGen.GuardPages", out bool on) && on;

    private readonly long _bytes;
    private readonly Source _source;
    private nint _start;
    private nint _allocation;

    /// <summary>Allocates a zeroed block.</summary>
    /// <param name="length">How many floats; 0 is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or more than the address space holds.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// The switch ConvGen.GuardPages is on, and the system is neither Linux nor Windows.
    /// </exception>
    public NativeBuffer(long length)
        : this(length, GuardPages)
    {
    }

    /// <summary>Allocates a zeroed block that ends, to a cache line, at a page that nobody may touch.</summary>
    internal NativeBuffer(long length, bool guarded)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        Length = length;

        // Whole cache lines, at least one: an empty block still has an address, and its neighbours never share a line with it.
        _bytes = Math.Max(1, (length * sizeof(float) + Alignment - 1) / Alignment) * Alignment;
        if (guarded)
        {
            _source = Source.Guarded;
            _allocation = GuardedMemory.Allocate((nint)_bytes);
            _start = GuardedMemory.Start(_allocation, (nint)_bytes);
        }
        else if (OperatingSystem.IsLinux() && _bytes >= LargePages.Threshold
            && LargePages.TryAllocate((nint)_bytes, out _allocation) is var start and not 0)
        {
            _source = Source.LargePages;
            _start = start;
        }
        else
        {
            // Asked for as zeroed memory, large blocks come as fresh pages that nobody has to clear.
            _source = Source.Heap;
            _allocation = (nint)NativeMemory.AllocZeroed((nuint)(_bytes + Alignment));
            _start = (_allocation + Alignment - 1) / Alignment * Alignment;
        }

        GC.AddMemoryPressure(_bytes);
    }

    /// <summary>Allocates several zeroed blocks: all or none.</summary>
    /// <param name="lengths">How many floats each has.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, or more than the address space holds.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory; nothing is left allocated.</exception>
    internal static NativeBuffer[] Allocate(params ReadOnlySpan<long> lengths)
    {
        var buffers = new NativeBuffer[lengths.Length];
        try
        {
            for (int i = 0; i < lengths.Length; i++)
            {
                buffers[i] = new NativeBuffer(lengths[i]);
            }

            return buffers;
        }
        catch
        {
            Free(buffers);
            throw;
        }
    }

    /// <summary>Frees several blocks.</summary>
    /// <param name="buffers">The blocks; null for one that has not been allocated.</param>
    internal static void Free(NativeBuffer?[] buffers)
    {
        foreach (NativeBuffer? buffer in buffers)
        {
            buffer?.Dispose();
        }
    }

    // Who has given the memory and takes it back.
    private enum Source
    {
        Heap,
        LargePages,
        Guarded,
    }

    /// <summary>Frees the block when it was not disposed.</summary>
    ~NativeBuffer() => Free();

    /// <summary>How many floats the block holds.</summary>
    public long Length { get; }

    /// <summary>Whether the block has been freed.</summary>
    public bool IsDisposed => _start == 0;

    /// <summary>The block as a span, which is valid until the block is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The block has been freed.</exception>
    /// <exception cref="OverflowException">The block has more floats than a span can.</exception>
    public Span<float> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_start == 0, this);
            return new Span<float>((void*)_start, checked((int)Length));
        }
    }

    /// <summary>The first float, for those who keep the buffer alive themselves.</summary>
    internal float* Start => (float*)_start;

    /// <summary>One float, checked.</summary>
    /// <param name="index">From 0 to <see cref="Length"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the block.</exception>
    /// <exception cref="ObjectDisposedException">The block has been freed.</exception>
    public ref float this[long index]
    {
        get
        {
            ObjectDisposedException.ThrowIf(_start == 0, this);
            if ((ulong)index >= (ulong)Length)
            {
                throw new ArgumentOutOfRangeException(nameof(index), Invariant($"Index {index} is outside a block of {Length} floats."));
            }

            return ref Unsafe.AsRef<float>((float*)_start + index);
        }
    }

    /// <summary>One float, without any check: the caller knows the layout and that the block is alive.</summary>
    /// <param name="offset">How many floats from the start.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float At(nint offset) => ref Unsafe.AsRef<float>((float*)_start + offset);

    /// <summary>Sets every float to 0.</summary>
    /// <exception cref="ObjectDisposedException">The block has been freed.</exception>
    public void Clear() => Clear(Length);

    /// <summary>Frees the block. Spans and references into it must not be used afterwards.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sets the first floats to 0.</summary>
    internal void Clear(long length)
    {
        ObjectDisposedException.ThrowIf(_start == 0, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)length, (ulong)Length, nameof(length));
        NativeMemory.Clear((void*)_start, (nuint)length * sizeof(float));
    }

    private void Free()
    {
        nint allocation = Interlocked.Exchange(ref _allocation, 0);
        if (allocation != 0)
        {
            _start = 0;
            switch (_source)
            {
                case Source.Guarded:
                    GuardedMemory.Free(allocation, (nint)_bytes);
                    break;
                case Source.LargePages when OperatingSystem.IsLinux():
                    LargePages.Free(allocation, (nint)_bytes);
                    break;
                default:
                    NativeMemory.Free((void*)allocation);
                    break;
            }

            GC.RemoveMemoryPressure(_bytes);
        }
    }
}

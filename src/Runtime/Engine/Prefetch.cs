using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ConvGen.Engine;

/// <summary>Asks for memory before it is read; for emitted code, which has no pointers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Prefetch
{
    /// <summary>
    /// Brings the cache line at a distance from a reference near the core (to its second level). A hint: nothing is read, and any
    /// address will do. Does nothing on processors other than x86.
    /// </summary>
    /// <param name="reference">Where to count from; its memory must not move.</param>
    /// <param name="distance">How far ahead, in floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ahead(ref float reference, int distance)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1((float*)Unsafe.AsPointer(ref reference) + distance);
        }
    }
}

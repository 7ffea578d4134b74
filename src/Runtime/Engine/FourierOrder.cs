using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ConvGen.Engine;

/// <summary>The bit-reversed order in which Fourier transforms leave their points.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FourierOrder
{
    /// <summary>
    /// Where the point of the negative frequency stands, at which real numbers have the conjugate: the points after the first two stand in
    /// runs of 2, 4, 8 … that are their own mirror images.
    /// </summary>
    /// <param name="position">A position along one axis.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Mirror(int position) => position < 2 ? position : position ^ ((1 << BitOperations.Log2((uint)position)) - 1);
}

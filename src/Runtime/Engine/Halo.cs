using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ConvGen.Engine;

/// <summary>The border of zeros that is stored around each map which a convolution or a pooling with padding reads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Halo
{
    // From so many floats on the general method is faster than a loop here.
    private const int LongGap = 256;

    /// <summary>Makes the border zero again where other values have used its memory: everything between the rows of the maps.</summary>
    /// <param name="value">The first float of the stored value.</param>
    /// <param name="layout">How it is stored.</param>
    /// <param name="begin">The first of the blocks of channels to do (of the channels when planar), counted over all examples.</param>
    /// <param name="end">The one after the last.</param>
    public static void Clear(ref float value, in StoredLayout layout, int begin, int end)
    {
        for (int item = begin; item < end; item++)
        {
            int example = Math.DivRem(item, layout.Blocks, out int block);
            ref float map = ref Unsafe.Add(ref value, ((nint)example * layout.ExampleStride) + ((nint)block * layout.BlockStride));
            int gap = 0;
            for (int plane = 0; plane < layout.Depth; plane++)
            {
                for (int row = 0; row < layout.Height; row++)
                {
                    int start = layout.Origin + (plane * layout.PlaneStride) + (row * layout.RowStride);
                    Clear(ref Unsafe.Add(ref map, gap), start - gap);
                    gap = start + (layout.Width * layout.PixelStride);
                }
            }

            Clear(ref Unsafe.Add(ref map, gap), layout.BlockStride - gap);
        }
    }

    private static void Clear(ref float gap, int length)
    {
        if (length >= LongGap)
        {
            MemoryMarshal.CreateSpan(ref gap, length).Clear();
            return;
        }

        int i = 0;
        for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            Vector512<float>.Zero.StoreUnsafe(ref gap, (nuint)i);
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref gap, i) = 0;
        }
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvGen.Engine;

/// <summary>Copies examples in and results out: between the planar values of callers, back to back, and the layouts inside.</summary>
/// <remarks>Its loops are optimised at the first call, like kernels: of a few large examples they would be most of the time.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ExampleCopy
{
    /// <summary>Brings planar examples in.</summary>
    /// <param name="source">C×D×H×W floats per example.</param>
    /// <param name="destination">The first float of the stored value.</param>
    /// <param name="layout">How the value is stored.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyIn(ReadOnlySpan<float> source, ref float destination, in StoredLayout layout)
    {
        int examples = source.Length / layout.PlanarLength;
        for (int example = 0; example < examples; example++)
        {
            ReadOnlySpan<float> planar = source.Slice(example * layout.PlanarLength, layout.PlanarLength);
            ref float stored = ref Unsafe.Add(ref destination, ((nint)example * layout.ExampleStride) + layout.Origin);
            if (layout.IsInPlanarOrder)
            {
                planar.CopyTo(MemoryMarshal.CreateSpan(ref stored, layout.PlanarLength));
                continue;
            }

            if (layout.Blocked)
            {
                foreach (BlockSegment segment in BlockSegment.Of(layout))
                {
                    ref float channel = ref Unsafe.AsRef(in planar[segment.Planar]);
                    ref float block = ref Unsafe.Add(ref stored, segment.Stored);
                    ChannelTiles.Join(ref channel, layout.Positions, segment.Channels, segment.Positions, ref block);
                }

                continue;
            }

            for (int plane = 0; plane < layout.Channels * layout.Depth; plane++)
            {
                ref float row = ref Unsafe.Add(ref stored, PlaneStart(plane, layout));
                for (int y = 0; y < layout.Height; y++, row = ref Unsafe.Add(ref row, layout.RowStride))
                {
                    planar[..layout.Width].CopyTo(MemoryMarshal.CreateSpan(ref row, layout.Width));
                    planar = planar[layout.Width..];
                }
            }
        }
    }

    /// <summary>Takes examples out as planar values.</summary>
    /// <param name="source">The first float of the stored value.</param>
    /// <param name="destination">C×D×H×W floats per example.</param>
    /// <param name="layout">How the value is stored.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyOut(ref float source, Span<float> destination, in StoredLayout layout)
    {
        int examples = destination.Length / layout.PlanarLength;
        for (int example = 0; example < examples; example++)
        {
            Span<float> planar = destination.Slice(example * layout.PlanarLength, layout.PlanarLength);
            ref float stored = ref Unsafe.Add(ref source, ((nint)example * layout.ExampleStride) + layout.Origin);
            if (layout.IsInPlanarOrder)
            {
                MemoryMarshal.CreateReadOnlySpan(ref stored, layout.PlanarLength).CopyTo(planar);
                continue;
            }

            if (layout.Blocked)
            {
                foreach (BlockSegment segment in BlockSegment.Of(layout))
                {
                    ref float block = ref Unsafe.Add(ref stored, segment.Stored);
                    ChannelTiles.Part(ref block, segment.Channels, segment.Positions, ref planar[segment.Planar], layout.Positions);
                }

                continue;
            }

            for (int plane = 0; plane < layout.Channels * layout.Depth; plane++)
            {
                ref float row = ref Unsafe.Add(ref stored, PlaneStart(plane, layout));
                for (int y = 0; y < layout.Height; y++, row = ref Unsafe.Add(ref row, layout.RowStride))
                {
                    MemoryMarshal.CreateReadOnlySpan(ref row, layout.Width).CopyTo(planar);
                    planar = planar[layout.Width..];
                }
            }
        }
    }

    // Offset of the plane of a channel with the given number in planar order.
    private static nint PlaneStart(int plane, in StoredLayout layout)
    {
        int channel = Math.DivRem(plane, layout.Depth, out int z);
        return ((nint)z * layout.PlaneStride) + layout.ChannelStart(channel);
    }
}

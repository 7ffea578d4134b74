using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ConvGen.Engine;

/// <summary>
/// Brings channels that lie one after the other side by side, into a block, and back: four channels of four positions at a time, as a
/// transposition in registers.
/// </summary>
internal static class ChannelTiles
{
    private const int Side = 4;

    // Positions of a channel that are done before the next channels: a line of the cache. Maps whose size is a multiple of the cache's ways
    // push each other out of it, so that a line that is left would have to be read again.
    private const int Stretch = 16;

    /// <summary>Brings channels side by side.</summary>
    /// <param name="planar">The first position of the first channel.</param>
    /// <param name="distance">From one channel to the next, in floats.</param>
    /// <param name="channels">How many channels, no more than a block has.</param>
    /// <param name="positions">How many positions, one after the other.</param>
    /// <param name="block">Where the first channel of the first position goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Join(ref float planar, nint distance, int channels, int positions, ref float block)
    {
        int tiledChannels = channels / Side * Side, tiledPositions = positions / Side * Side;
        for (int first = 0; first < tiledPositions; first += Stretch)
        {
            for (int channel = 0; channel < tiledChannels; channel += Side)
            {
                for (int position = first; position < Math.Min(first + Stretch, tiledPositions); position += Side)
                {
                    Transpose(
                        ref Unsafe.Add(ref planar, (channel * distance) + position),
                        distance,
                        ref Unsafe.Add(ref block, ((nint)position * StoredLayout.BlockSize) + channel),
                        StoredLayout.BlockSize);
                }
            }
        }

        for (int channel = 0; channel < channels; channel++)
        {
            for (int position = channel < tiledChannels ? tiledPositions : 0; position < positions; position++)
            {
                Unsafe.Add(ref block, ((nint)position * StoredLayout.BlockSize) + channel) =
                    Unsafe.Add(ref planar, (channel * distance) + position);
            }
        }
    }

    /// <summary>Brings channels that lie side by side one after the other.</summary>
    /// <param name="block">The first channel of the first position.</param>
    /// <param name="channels">How many channels, no more than a block has.</param>
    /// <param name="positions">How many positions, one after the other.</param>
    /// <param name="planar">Where the first position of the first channel goes.</param>
    /// <param name="distance">From one channel to the next there, in floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Part(ref float block, int channels, int positions, ref float planar, nint distance)
    {
        int tiledChannels = channels / Side * Side, tiledPositions = positions / Side * Side;
        for (int first = 0; first < tiledPositions; first += Stretch)
        {
            for (int channel = 0; channel < tiledChannels; channel += Side)
            {
                for (int position = first; position < Math.Min(first + Stretch, tiledPositions); position += Side)
                {
                    Transpose(
                        ref Unsafe.Add(ref block, ((nint)position * StoredLayout.BlockSize) + channel),
                        StoredLayout.BlockSize,
                        ref Unsafe.Add(ref planar, (channel * distance) + position),
                        distance);
                }
            }
        }

        for (int channel = 0; channel < channels; channel++)
        {
            for (int position = channel < tiledChannels ? tiledPositions : 0; position < positions; position++)
            {
                Unsafe.Add(ref planar, (channel * distance) + position) =
                    Unsafe.Add(ref block, ((nint)position * StoredLayout.BlockSize) + channel);
            }
        }
    }

    // Four rows of four become four columns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref float rows, nint rowDistance, ref float columns, nint columnDistance)
    {
        var a = Vector128.LoadUnsafe(ref rows);
        var b = Vector128.LoadUnsafe(ref Unsafe.Add(ref rows, rowDistance));
        var c = Vector128.LoadUnsafe(ref Unsafe.Add(ref rows, 2 * rowDistance));
        var d = Vector128.LoadUnsafe(ref Unsafe.Add(ref rows, 3 * rowDistance));
        (Vector128<float> ac, Vector128<float> bd) = (Low(a, c), Low(b, d));
        Low(ac, bd).StoreUnsafe(ref columns);
        High(ac, bd).StoreUnsafe(ref Unsafe.Add(ref columns, columnDistance));
        (ac, bd) = (High(a, c), High(b, d));
        Low(ac, bd).StoreUnsafe(ref Unsafe.Add(ref columns, 2 * columnDistance));
        High(ac, bd).StoreUnsafe(ref Unsafe.Add(ref columns, 3 * columnDistance));
    }

    // The elements of the lower halves in turn.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> first, Vector128<float> second) =>
        Sse.IsSupported ? Sse.UnpackLow(first, second)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(first, second)
        : Vector128.Create(first[0], second[0], first[1], second[1]);

    // The elements of the upper halves in turn.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> first, Vector128<float> second) =>
        Sse.IsSupported ? Sse.UnpackHigh(first, second)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(first, second)
        : Vector128.Create(first[2], second[2], first[3], second[3]);
}

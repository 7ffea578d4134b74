using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ConvGen.Engine;

/// <summary>
/// Brings channels that lie one after the other side by side, into a block, and back: four channels of four positions at a time, as a
/// transposition in registers.
/// </summary>
internal static class ChannelTiles
{
    private const int Side = 4;

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
        for (int position = 0; position < tiledPositions; position += Side)
        {
            for (int channel = 0; channel < tiledChannels; channel += Side)
            {
                Transpose(
                    ref Unsafe.Add(ref planar, (channel * distance) + position),
                    distance,
                    ref Unsafe.Add(ref block, ((nint)position * StoredLayout.BlockSize) + channel),
                    StoredLayout.BlockSize);
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
        for (int position = 0; position < tiledPositions; position += Side)
        {
            for (int channel = 0; channel < tiledChannels; channel += Side)
            {
                Transpose(
                    ref Unsafe.Add(ref block, ((nint)position * StoredLayout.BlockSize) + channel),
                    StoredLayout.BlockSize,
                    ref Unsafe.Add(ref planar, (channel * distance) + position),
                    distance);
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
        Vector128<float> ab = Alternate(a.GetLower(), b.GetLower()), cd = Alternate(c.GetLower(), d.GetLower());
        Vector128.Create(ab.GetLower(), cd.GetLower()).StoreUnsafe(ref columns);
        Vector128.Create(ab.GetUpper(), cd.GetUpper()).StoreUnsafe(ref Unsafe.Add(ref columns, columnDistance));
        (ab, cd) = (Alternate(a.GetUpper(), b.GetUpper()), Alternate(c.GetUpper(), d.GetUpper()));
        Vector128.Create(ab.GetLower(), cd.GetLower()).StoreUnsafe(ref Unsafe.Add(ref columns, 2 * columnDistance));
        Vector128.Create(ab.GetUpper(), cd.GetUpper()).StoreUnsafe(ref Unsafe.Add(ref columns, 3 * columnDistance));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Alternate(Vector64<float> first, Vector64<float> second) =>
        Vector128.Shuffle(Vector128.Create(first, second), Vector128.Create(0, 2, 1, 3));
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ConvGen.Engine;

/// <content>Weights of Winograd's convolutions.</content>
public static partial class Packing
{
    private const int KernelSize = 3;

    /// <summary>
    /// 3×3 weights transformed to the points of Winograd's convolution, G·g·Gᵀ (Lavin and Gray 2015, section 4), as
    /// <c>[point][output/16][input][16]</c>. Lanes without an output are zero.
    /// </summary>
    /// <param name="weights">The tensor.</param>
    /// <param name="scale">One factor per output (batch normalisation), or a null reference.</param>
    /// <param name="packed">The destination.</param>
    /// <param name="order">Which weight goes where; without groups.</param>
    /// <param name="tile">Outputs of a tile along each axis: 2 or 4.</param>
    /// <param name="share">The part of it that is done.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Winograd(ref float weights, ref float scale, ref float packed, in WeightOrder order, int tile, PackShare share)
    {
        int points = tile + KernelSize - 1;
        int rowsPerBlock = order.Channels.BlocksRead * order.Channels.RowsPerBlock;
        nint pointStride = (nint)order.Channels.OutputBlocks * rowsPerBlock * Block;
        Span<Vector512<float>> taps = stackalloc Vector512<float>[KernelSize * KernelSize];
        Span<Vector512<float>> half = stackalloc Vector512<float>[points * KernelSize];
        Span<Vector512<float>> full = stackalloc Vector512<float>[points * points];
        (int begin, int end) = share.Of(order.Channels.OutputBlocks);
        for (int block = begin; block < end; block++)
        {
            int output = block * Block;
            int lanes = Math.Min(Block, order.Channels.Outputs - output);
            Vector512<float> factors = Factors(ref scale, output, lanes);
            for (int input = 0; input < order.Channels.Inputs; input++)
            {
                ref float first = ref Unsafe.Add(ref weights, order.First + (output * order.OutputStride) + (input * order.InputStride));
                for (int tap = 0; tap < taps.Length; tap++)
                {
                    taps[tap] = Gather(ref Unsafe.Add(ref first, order.TapOffset(tap)), order.OutputStride, lanes) * factors;
                }

                Transform(taps, half, KernelSize, tile);
                Transform(half, full, points, tile);
                ref float row = ref Unsafe.Add(ref packed, (((nint)block * rowsPerBlock) + input) * Block);
                for (int point = 0; point < full.Length; point++)
                {
                    full[point].StoreUnsafe(ref Unsafe.Add(ref row, point * pointStride));
                }
            }
        }
    }

    // Transforms the columns of a matrix of three rows and writes the result transposed: done twice, both axes are transformed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transform(ReadOnlySpan<Vector512<float>> source, Span<Vector512<float>> target, int columns, int tile)
    {
        int points = tile + KernelSize - 1;
        for (int column = 0; column < columns; column++)
        {
            Vector512<float> a = source[column], b = source[columns + column], c = source[(2 * columns) + column];
            Span<Vector512<float>> result = target.Slice(column * points, points);
            result[0] = a;
            result[^1] = c;
            if (tile == 2)
            {
                result[1] = (a + b + c) * 0.5f;
                result[2] = (a - b + c) * 0.5f;
                continue;
            }

            // The points 0, 1, −1, 2, −2 and infinity.
            result[0] = a * 0.25f;
            result[1] = (a + b + c) * (-1 / 6f);
            result[2] = (a - b + c) * (-1 / 6f);
            Vector512<float> even = (a * (1 / 24f)) + (c * (1 / 6f));
            result[3] = even + (b * (1 / 12f));
            result[4] = even - (b * (1 / 12f));
        }
    }
}

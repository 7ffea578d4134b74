using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ConvGen.Engine;

/// <content>Weights of convolutions by Fourier transforms.</content>
public static partial class Packing
{
    private const int ComplexBlock = 2 * Block;

    /// <summary>
    /// Weights transformed to the points of a Fourier transform and divided by their number, as
    /// <c>[point][output/16][input][real, imaginary][16]</c>: of each two points with conjugate weights the first, in bit-reversed order
    /// along each axis. Before them are the tables of the transforms along the width and the height: cosine and sine of each part of the
    /// circle; behind them is room for the points of one input. Lanes without an output are zero.
    /// </summary>
    /// <param name="weights">The tensor.</param>
    /// <param name="scale">One factor per output (batch normalisation), or a null reference.</param>
    /// <param name="packed">The destination.</param>
    /// <param name="order">Which weight goes where; without groups and depth.</param>
    /// <param name="rows">Points along the height, a power of 2.</param>
    /// <param name="columns">Points along the width.</param>
    /// <param name="share">The part of it that is done: the first does everything, because there is room for one input only.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fft(
        ref float weights, ref float scale, ref float packed, in WeightOrder order, int rows, int columns, PackShare share)
    {
        if (share.Part > 0)
        {
            return;
        }

        ref float across = ref packed;
        ref float down = ref Unsafe.Add(ref packed, 2 * columns);
        FillTurns(ref across, columns);
        FillTurns(ref down, rows);
        int own = Math.Min(rows, 2) * Math.Min(columns, 2), count = ((rows * columns) + own) / 2;
        nint pointStride = (nint)order.Channels.OutputBlocks * order.Channels.Inputs * ComplexBlock;
        ref float first = ref Unsafe.Add(ref packed, ((2 * (columns + rows)) + Block - 1) / Block * Block);
        ref float points = ref Unsafe.Add(ref first, count * pointStride);
        float ofEach = 1f / (rows * columns);
        for (int block = 0; block < order.Channels.OutputBlocks; block++)
        {
            int output = block * Block;
            int lanes = Math.Min(Block, order.Channels.Outputs - output);
            Vector512<float> factors = Factors(ref scale, output, lanes) * ofEach;
            for (int input = 0; input < order.Channels.Inputs; input++)
            {
                for (int half = 0; half < 2 * rows * columns; half++)
                {
                    Vector512<float>.Zero.StoreUnsafe(ref Unsafe.Add(ref points, half * Block));
                }

                // A correlation: the tap at t stands at −t.
                int start = order.First + (output * order.OutputStride) + (input * order.InputStride);
                for (int tap = 0; tap < order.Taps; tap++)
                {
                    int row = (rows - (tap / order.WidthTaps)) % rows, column = (columns - (tap % order.WidthTaps)) % columns;
                    ref float weight = ref Unsafe.Add(ref weights, start + order.TapOffset(tap));
                    Vector512<float> values = Gather(ref weight, order.OutputStride, lanes) * factors;
                    values.StoreUnsafe(ref Unsafe.Add(ref points, ((row * columns) + column) * ComplexBlock));
                }

                // Between the first row and the last ones there are no taps.
                for (int row = 0; row < rows; row += row == 0 && order.HeightTaps < rows ? rows - order.HeightTaps + 1 : 1)
                {
                    Transform(ref Unsafe.Add(ref points, row * columns * ComplexBlock), ref across, columns, ComplexBlock);
                }

                for (int column = 0; column < columns; column++)
                {
                    Transform(ref Unsafe.Add(ref points, column * ComplexBlock), ref down, rows, columns * ComplexBlock);
                }

                ref float place = ref Unsafe.Add(ref first, (((nint)block * order.Channels.Inputs) + input) * ComplexBlock);
                StoreHalf(ref points, ref place, rows, columns, pointStride);
            }
        }
    }

    // Of each two points with conjugate values the first.
    private static void StoreHalf(ref float points, ref float packed, int rows, int columns, nint stride)
    {
        for (int row = 0; row < rows; row++)
        {
            int mirrorRow = FourierOrder.Mirror(row);
            for (int column = 0; column < columns && mirrorRow >= row; column++)
            {
                if (mirrorRow == row && FourierOrder.Mirror(column) < column)
                {
                    continue;
                }

                ref float point = ref Unsafe.Add(ref points, ((row * columns) + column) * ComplexBlock);
                Vector512.LoadUnsafe(ref point).StoreUnsafe(ref packed);
                Vector512.LoadUnsafe(ref point, Block).StoreUnsafe(ref packed, Block);
                packed = ref Unsafe.Add(ref packed, stride);
            }
        }
    }

    private static void FillTurns(ref float turns, int length)
    {
        for (int i = 0; i < length; i++)
        {
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * i / length);
            Unsafe.Add(ref turns, 2 * i) = (float)cosine;
            Unsafe.Add(ref turns, (2 * i) + 1) = (float)sine;
        }
    }

    // Leaves the points in the order in which kernels do: radix 2, decimation in frequency.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transform(ref float points, ref float turns, int length, int step)
    {
        for (int half = length / 2; half > 0; half /= 2)
        {
            for (int start = 0; start < length; start += 2 * half)
            {
                for (int i = 0; i < half; i++)
                {
                    float cosine = Unsafe.Add(ref turns, i * (length / half)), sine = Unsafe.Add(ref turns, (i * (length / half)) + 1);
                    ref float a = ref Unsafe.Add(ref points, (nint)(start + i) * step);
                    ref float b = ref Unsafe.Add(ref a, (nint)half * step);
                    Vector512<float> realA = Vector512.LoadUnsafe(ref a), imaginaryA = Vector512.LoadUnsafe(ref a, Block);
                    Vector512<float> realB = Vector512.LoadUnsafe(ref b), imaginaryB = Vector512.LoadUnsafe(ref b, Block);
                    Vector512<float> real = realA - realB, imaginary = imaginaryA - imaginaryB;
                    (realA + realB).StoreUnsafe(ref a);
                    (imaginaryA + imaginaryB).StoreUnsafe(ref a, Block);
                    ((real * cosine) + (imaginary * sine)).StoreUnsafe(ref b);
                    ((imaginary * cosine) - (real * sine)).StoreUnsafe(ref b, Block);
                }
            }
        }
    }
}

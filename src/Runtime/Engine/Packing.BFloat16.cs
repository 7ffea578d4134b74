using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ConvGen.Engine;

/// <content>Weights in bfloat16.</content>
public static partial class Packing
{
    /// <summary>
    /// Weights of a dense layer in the order of <see cref="Convolution"/>, in bfloat16, two of them in the place of a float: rounded to the
    /// nearest, to the even one of two that are equally near. Infinities stay, NaN stays NaN.
    /// </summary>
    /// <param name="weights">The tensor.</param>
    /// <param name="scale">
    /// One factor per output (batch normalisation), or a null reference; weights are multiplied before they are rounded.
    /// </param>
    /// <param name="packed">The destination, half as long as that of <see cref="Convolution"/>.</param>
    /// <param name="order">Which weight goes where; without groups.</param>
    /// <param name="share">The part of it that is done.</param>
    public static void BFloat16(ref float weights, ref float scale, ref float packed, in WeightOrder order, PackShare share) =>
        PackConnected<BFloat16Row>(ref weights, ref scale, ref packed, order, share);

    /// <summary>How a row of 16 packed weights is stored.</summary>
    private interface IRow
    {
        /// <summary>The floats that it takes.</summary>
        static abstract int Length { get; }

        /// <summary>Stores it.</summary>
        static abstract void Store(Vector512<float> weights, ref float target);
    }

    private readonly struct Float32Row : IRow
    {
        public static int Length => Block;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Vector512<float> weights, ref float target) => weights.StoreUnsafe(ref target);
    }

    private readonly struct BFloat16Row : IRow
    {
        private const int DroppedBits = 16;

        public static int Length => Block / 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Vector512<float> weights, ref float target)
        {
            // Just under half of the last bit that is kept, and that bit: a carry rounds up above half, and at half from odd to even.
            Vector512<uint> bits = weights.AsUInt32(), kept = bits >>> DroppedBits;
            Vector512<uint> rounded = (bits + Vector512.Create(0x7FFFu) + (kept & Vector512<uint>.One)) >>> DroppedBits;

            // A carry could turn a NaN into something else, and dropping its bits into an infinity.
            Vector512<uint> quiet = kept | Vector512.Create(0x40u);
            Vector512<uint> result = Vector512.ConditionalSelect(Vector512.Equals(weights, weights).AsUInt32(), rounded, quiet);
            Vector256.Narrow(result.GetLower(), result.GetUpper()).StoreUnsafe(ref Unsafe.As<float, ushort>(ref target));
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ConvGen.Engine;

/// <summary>
/// Turns the elements of one channel of a row into floats x·scale + shift, 16 at a time where they go side by side. The arithmetic is the
/// same with vectors of every width and without: a product and a sum in single precision, not fused.
/// </summary>
internal static class ElementSegment
{
    private const int Step = 16;

    /// <summary>Converts elements.</summary>
    /// <typeparam name="TElement"><see cref="byte"/> or <see cref="float"/>.</typeparam>
    /// <param name="source">The first element of channel 0.</param>
    /// <param name="channels">How many channels stand side by side.</param>
    /// <param name="channel">Which of them to convert.</param>
    /// <param name="count">How many elements.</param>
    /// <param name="destination">Where the first goes.</param>
    /// <param name="spacing">How far apart the results are, in floats.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="shift">The summand.</param>
    /// <param name="target">The instructions to use.</param>
    /// <exception cref="NotSupportedException">The elements are of another type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Convert<TElement>(
        ref TElement source, int channels, int channel, int count,
        ref float destination, int spacing, float scale, float shift, VectorTarget target)
        where TElement : struct
    {
        if (spacing != 1 || count < Step || !ChannelPicks.Supports(channels))
        {
            for (int i = 0; i < count; i++)
            {
                float x = ToSingle(Unsafe.Add(ref source, (i * channels) + channel));
                Unsafe.Add(ref destination, i * spacing) = (x * scale) + shift;
            }

            return;
        }

        ChannelPicks picks = ChannelPicks.Of(Unsafe.SizeOf<TElement>(), channels, channel);
        int at = 0, last = count - Step;
        while (true)
        {
            ref byte from = ref Unsafe.As<TElement, byte>(ref Unsafe.Add(ref source, at * channels));
            ref float to = ref Unsafe.Add(ref destination, at);
            if (typeof(TElement) == typeof(byte))
            {
                ConvertBytes(picks.Next(ref from), ref to, scale, shift, target);
            }
            else if (typeof(TElement) == typeof(float))
            {
                // Four floats are as long as 16 bytes.
                int stride = channels * Vector128<byte>.Count;
                Normalise(picks.Next(ref from).AsSingle(), ref to, scale, shift);
                Normalise(picks.Next(ref Unsafe.Add(ref from, stride)).AsSingle(), ref Unsafe.Add(ref to, 4), scale, shift);
                Normalise(picks.Next(ref Unsafe.Add(ref from, 2 * stride)).AsSingle(), ref Unsafe.Add(ref to, 8), scale, shift);
                Normalise(picks.Next(ref Unsafe.Add(ref from, 3 * stride)).AsSingle(), ref Unsafe.Add(ref to, 12), scale, shift);
            }
            else
            {
                throw Unsupported<TElement>();
            }

            if (at == last)
            {
                return;
            }

            // The last step ends where the row ends, over what the one before it has written already.
            at = Math.Min(at + Step, last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float ToSingle<TElement>(TElement element)
        where TElement : struct =>
        typeof(TElement) == typeof(byte) ? Unsafe.BitCast<TElement, byte>(element)
        : typeof(TElement) == typeof(float) ? Unsafe.BitCast<TElement, float>(element)
        : throw Unsupported<TElement>();

    private static NotSupportedException Unsupported<TElement>() => new($"Examples are bytes or floats, not {typeof(TElement)}.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ConvertBytes(Vector128<byte> bytes, ref float destination, float scale, float shift, VectorTarget target)
    {
        if (target == VectorTarget.Avx512)
        {
            Vector512<float> x = Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(bytes));
            ((x * Vector512.Create(scale)) + Vector512.Create(shift)).StoreUnsafe(ref destination);
        }
        else if (target == VectorTarget.Avx2)
        {
            Vector256<int> lower = Avx2.ConvertToVector256Int32(bytes);
            Vector256<int> upper = Avx2.ConvertToVector256Int32(Sse2.ShiftRightLogical128BitLane(bytes, 8));
            Normalise(Vector256.ConvertToSingle(lower), ref destination, scale, shift);
            Normalise(Vector256.ConvertToSingle(upper), ref Unsafe.Add(ref destination, 8), scale, shift);
        }
        else
        {
            (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(bytes);
            ConvertNumbers(lower, ref destination, scale, shift);
            ConvertNumbers(upper, ref Unsafe.Add(ref destination, 8), scale, shift);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ConvertNumbers(Vector128<ushort> numbers, ref float destination, float scale, float shift)
    {
        (Vector128<uint> lower, Vector128<uint> upper) = Vector128.Widen(numbers);
        Normalise(Vector128.ConvertToSingle(lower.AsInt32()), ref destination, scale, shift);
        Normalise(Vector128.ConvertToSingle(upper.AsInt32()), ref Unsafe.Add(ref destination, 4), scale, shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Normalise(Vector256<float> x, ref float destination, float scale, float shift) =>
        ((x * Vector256.Create(scale)) + Vector256.Create(shift)).StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Normalise(Vector128<float> x, ref float destination, float scale, float shift) =>
        ((x * Vector128.Create(scale)) + Vector128.Create(shift)).StoreUnsafe(ref destination);
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ConvGen.Benchmarks.Measuring;

/// <summary>The most multiply-adds that one core does, measured: a loop of independent ones.</summary>
internal static class Peak
{
    private const int Rounds = 2_000_000;
    private const int Independent = 12;

    /// <summary>GFLOP/s with 512-bit vectors, or 0 where the processor has none.</summary>
    public static double Avx512() => Avx512F.IsSupported ? Best(Loop512, 16) : 0;

    /// <summary>GFLOP/s with 256-bit vectors, or 0 where the processor has none.</summary>
    public static double Avx2() => Fma.IsSupported ? Best(Loop256, 8) : 0;

    private static double Best(Func<float> loop, int lanes)
    {
        double best = double.MaxValue;
        for (int run = 0; run < 8; run++)
        {
            long start = Stopwatch.GetTimestamp();
            Sink = loop();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return 2.0 * Rounds * Independent * lanes / best / 1e9;
    }

    internal static float Sink { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop512()
    {
        Vector512<float> x = Vector512.Create(1e-9f), y = Vector512.Create(0.999f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int round = 0; round < Rounds; round++)
        {
            a = Avx512F.FusedMultiplyAdd(a, y, x);
            b = Avx512F.FusedMultiplyAdd(b, y, x);
            c = Avx512F.FusedMultiplyAdd(c, y, x);
            d = Avx512F.FusedMultiplyAdd(d, y, x);
            e = Avx512F.FusedMultiplyAdd(e, y, x);
            f = Avx512F.FusedMultiplyAdd(f, y, x);
            g = Avx512F.FusedMultiplyAdd(g, y, x);
            h = Avx512F.FusedMultiplyAdd(h, y, x);
            i = Avx512F.FusedMultiplyAdd(i, y, x);
            j = Avx512F.FusedMultiplyAdd(j, y, x);
            k = Avx512F.FusedMultiplyAdd(k, y, x);
            l = Avx512F.FusedMultiplyAdd(l, y, x);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop256()
    {
        Vector256<float> x = Vector256.Create(1e-9f), y = Vector256.Create(0.999f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int round = 0; round < Rounds; round++)
        {
            a = Fma.MultiplyAdd(a, y, x);
            b = Fma.MultiplyAdd(b, y, x);
            c = Fma.MultiplyAdd(c, y, x);
            d = Fma.MultiplyAdd(d, y, x);
            e = Fma.MultiplyAdd(e, y, x);
            f = Fma.MultiplyAdd(f, y, x);
            g = Fma.MultiplyAdd(g, y, x);
            h = Fma.MultiplyAdd(h, y, x);
            i = Fma.MultiplyAdd(i, y, x);
            j = Fma.MultiplyAdd(j, y, x);
            k = Fma.MultiplyAdd(k, y, x);
            l = Fma.MultiplyAdd(l, y, x);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}

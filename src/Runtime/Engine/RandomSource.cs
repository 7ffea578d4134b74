using System.Numerics;

namespace ConvGen.Engine;

/// <summary>
/// Random numbers that are the same on every machine and in every version: xoshiro256** (Blackman and Vigna 2018), seeded through
/// SplitMix64 (Steele, Lea and Flood 2014). Normal numbers use only additions, multiplications, divisions and square
/// roots, which IEEE 754 defines exactly; the logarithm of the C library would differ between systems.
/// </summary>
internal sealed class RandomSource
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareNormal = double.NaN;

    public RandomSource(ulong seed) => Restart(seed);

    /// <summary>One well-mixed number from two: the key of an independent stream.</summary>
    public static ulong Mix(ulong seed, ulong stream) => Scramble(Scramble(seed + GoldenGamma) + (stream + 1) * GoldenGamma);

    /// <summary>Begins again, as a new source of that seed does.</summary>
    public void Restart(ulong seed)
    {
        _s0 = Scramble(seed += GoldenGamma);
        _s1 = Scramble(seed += GoldenGamma);
        _s2 = Scramble(seed += GoldenGamma);
        _s3 = Scramble(seed + GoldenGamma);
        _spareNormal = double.NaN;
    }

    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Evenly from [0, 1).</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Evenly from [from, to).</summary>
    public double NextBetween(double from, double to) => from + (to - from) * NextUniform();

    /// <summary>Evenly from [0, limit), without bias (Lemire 2019).</summary>
    public int NextBelow(int limit)
    {
        ulong threshold = (ulong.MaxValue - (ulong)limit + 1) % (ulong)limit;
        while (true)
        {
            ulong high = Math.BigMul(NextBits(), (ulong)limit, out ulong low);
            if (low >= threshold)
            {
                return (int)high;
            }
        }
    }

    /// <summary>From the standard normal distribution (Marsaglia's polar method, which yields them in pairs).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            double spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        while (true)
        {
            double u = 2 * NextUniform() - 1;
            double v = 2 * NextUniform() - 1;
            double s = u * u + v * v;
            if (s is > 0 and < 1)
            {
                double factor = Math.Sqrt(-2 * Log(s) / s);
                _spareNormal = v * factor;
                return u * factor;
            }
        }
    }

    /// <summary>Fisher and Yates's shuffle.</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextBelow(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>The natural logarithm of a positive normal number: x = m·2^e with m near 1, and ln m = 2·artanh((m − 1)/(m + 1)).</summary>
    internal static double Log(double x)
    {
        const double Ln2 = 0.693147180559945309417;
        const double SquareRootOf2 = 1.41421356237309504880;
        const int LastPower = 23; // |t| < 0.172, so the next term is below 1e-19
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | (1023L << 52));
        if (mantissa > SquareRootOf2)
        {
            mantissa /= 2;
            exponent++;
        }

        double t = (mantissa - 1) / (mantissa + 1);
        double square = t * t;
        double sum = 0;
        for (int power = LastPower; power >= 1; power -= 2)
        {
            sum = sum * square + 1.0 / power;
        }

        return exponent * Ln2 + 2 * t * sum;
    }

    private static ulong Scramble(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

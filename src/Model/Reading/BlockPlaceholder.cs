namespace ConvGen.Model.Reading;

/// <summary>
/// A constant that stands for a number of a use: one of <c>ConvGen.BlockArgument</c>, times or divided by a whole number. Each is a prime
/// times a power of two, so that a constant tells which of them it was made of, and sums of two are none.
/// </summary>
/// <param name="Index">Which number of the use, from 0 on.</param>
/// <param name="Times">What it is multiplied by, negative for the opposite.</param>
/// <param name="Over">What it is divided by.</param>
public readonly record struct BlockPlaceholder(int Index, int Times, int Over)
{
    /// <summary>How many numbers a block can take.</summary>
    public const int MaxCount = 16;

    /// <summary>What a number may be divided by, in powers of two.</summary>
    public const int MaxOver = 64;

    /// <summary>What a number may be multiplied by.</summary>
    public const int MaxTimes = 8;

    private const int Unit = 1 << 18;
    private const long Part = Unit / MaxOver;

    private static readonly int[] Primes =
        [521, 523, 541, 547, 557, 563, 587, 601, 613, 673, 683, 691, 701, 787, 811, 821];

    /// <summary>The constant of <c>ConvGen.BlockArgument</c> for a number.</summary>
    public static int Of(int index) => Primes[index] * Unit;

    /// <summary>What the constant is called in <c>ConvGen.BlockArgument</c>.</summary>
    public static string NameOf(int index) => $"Number{index + 1}";

    /// <summary>What a constant stands for; <see langword="null"/> for one that is only itself.</summary>
    public static BlockPlaceholder? Find(double value)
    {
        double magnitude = Math.Abs(value);
        if (!LooksLike(value) || magnitude % Part != 0)
        {
            return null;
        }

        long parts = (long)magnitude / Part;
        int index = Array.FindIndex(Primes, prime => parts % prime == 0);
        if (index < 0)
        {
            return null;
        }

        int times = (int)(parts / Primes[index]), over = MaxOver;
        while (over > 1 && times % 2 == 0)
        {
            times /= 2;
            over /= 2;
        }

        return new(index, value < 0 ? -times : times, over);
    }

    /// <summary>Whether a constant is as large as those that stand for numbers. Literal ones are never close to it.</summary>
    public static bool LooksLike(double value) => Math.Abs(value) >= Part * Primes[0] && Math.Abs(value) <= int.MaxValue;
}

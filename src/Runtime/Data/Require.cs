using static System.FormattableString;

namespace ConvGen;

/// <summary>What settings of data sets have to be.</summary>
internal static class Require
{
    /// <summary>Above 0 and at most 1.</summary>
    public static double Share(double value, string name) => value is > 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"A share of an area is above 0 and at most 1, not {value}."));

    /// <summary>From 0 to a limit.</summary>
    public static double UpTo(double value, double limit, string name) => value >= 0 && value <= limit
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"It is from 0 to {limit}, not {value}."));

    /// <summary>Positive and finite.</summary>
    public static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"It is positive and finite, not {value}."));

    /// <summary>Positive, where it is given.</summary>
    public static int? Extent(int? value, string name) => value is null or > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"An extent is positive, not {value}."));

    /// <summary>Two limits in their order.</summary>
    /// <exception cref="ArgumentException">The lower one is above the other.</exception>
    public static void Ordered(double least, double most, string what, string name)
    {
        if (least > most)
        {
            throw new ArgumentException(Invariant($"The smallest {what}, {least}, is above the largest, {most}."), name);
        }
    }
}

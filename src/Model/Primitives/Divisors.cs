namespace ConvGen.Model.Primitives;

/// <summary>Divisors of whole numbers.</summary>
public static class Divisors
{
    /// <summary>The divisors of a number, the smallest first.</summary>
    public static IEnumerable<long> Of(long number)
    {
        SortedSet<long> divisors = [];
        for (long divisor = 1; divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0)
            {
                divisors.Add(divisor);
                divisors.Add(number / divisor);
            }
        }

        return divisors;
    }

    /// <summary>The greatest common divisor; of a number and 0 it is the number.</summary>
    public static long GreatestCommon(long left, long right) => right == 0 ? left : GreatestCommon(right, left % right);
}

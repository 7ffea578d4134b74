namespace ConvGen.Model.Primitives;

/// <summary>Arithmetic on counts (never negative) that stops at the largest number instead of wrapping.</summary>
public static class Saturating
{
    /// <summary>The product, or <see cref="long.MaxValue"/>.</summary>
    public static long Multiply(long left, long right) =>
        left > 0 && right > long.MaxValue / left ? long.MaxValue : left * right;

    /// <summary>The product of three, or <see cref="long.MaxValue"/>.</summary>
    public static long Multiply(long first, long second, long third) => Multiply(Multiply(first, second), third);

    /// <summary>The sum, or <see cref="long.MaxValue"/>.</summary>
    public static long Add(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    /// <summary>The nearest number that an <see cref="int"/> can hold.</summary>
    public static int ToInt(long value) => value > int.MaxValue ? int.MaxValue : (int)value;
}

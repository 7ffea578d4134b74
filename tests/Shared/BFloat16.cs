namespace ConvGen.Tests;

/// <summary>The format of the upper 16 bits of a float, from its definition.</summary>
internal static class BFloat16
{
    private const uint DroppedBits = 0xFFFF;

    /// <summary>
    /// The nearest number whose lower 16 bits are zero; of two that are equally near the one whose last bit is zero. Beyond the largest
    /// one comes infinity, as if it were the next of them.
    /// </summary>
    public static float Round(float value)
    {
        if (!float.IsFinite(value))
            return value;

        uint bits = BitConverter.SingleToUInt32Bits(value) & ~DroppedBits;
        double below = Widen(bits), above = Widen(bits + DroppedBits + 1), down = Math.Abs(value - below), up = Math.Abs(above - value);
        bool isEven = (bits & (DroppedBits + 1)) == 0;
        return BitConverter.UInt32BitsToSingle(down < up || (down == up && isEven) ? bits : bits + DroppedBits + 1);
    }

    // What infinity's bits would be worth if they were those of a number.
    private static double Widen(uint bits) => (bits << 1) == 0xFF000000
        ? Math.CopySign(Math.Pow(2, 128), BitConverter.UInt32BitsToSingle(bits))
        : BitConverter.UInt32BitsToSingle(bits);
}

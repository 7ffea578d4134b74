using static System.FormattableString;

namespace ConvGen;

/// <summary>A power of the share of time that is left.</summary>
internal sealed class PolynomialSchedule : LearningRateSchedule
{
    private readonly long _length;
    private readonly double _power;

    public PolynomialSchedule(long length, double power)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _length = length;
        _power = power > 0 && double.IsFinite(power)
            ? power
            : throw new ArgumentOutOfRangeException(nameof(power), Invariant($"The power must be positive and finite, not {power}."));
    }

    public override double At(long time) => Math.Pow(1 - (double)Math.Min(time, _length) / _length, _power);
}

using static System.FormattableString;

namespace ConvGen;

/// <summary>Up along half a cosine and down along another.</summary>
internal sealed class OneCycleSchedule : LearningRateSchedule
{
    private readonly double _top;
    private readonly double _last;
    private readonly double _start;
    private readonly double _end;

    public OneCycleSchedule(long length, double rise, double start, double end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        if (!(rise is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rise), Invariant($"The share that rises is above 0 and below 1, not {rise}."));
        }

        // torch counts the step at which the rate is highest so that the last step of all is the lowest.
        _top = rise * length - 1;
        _last = length - 1;
        _start = 1 / Divisor(start, nameof(start));
        _end = _start / Divisor(end, nameof(end));
    }

    public override double At(long time) => time <= _top
        ? Between(_start, 1, _top > 0 ? time / _top : 1)
        : Between(1, _end, Math.Min((time - _top) / (_last - _top), 1));

    private static double Between(double from, double to, double share) => to + (from - to) / 2 * (1 + Math.Cos(Math.PI * share));

    private static double Divisor(double value, string name) => value >= 1 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"{name} must be finite and at least 1, not {value}."));
}

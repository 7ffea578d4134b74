namespace ConvGen;

/// <summary>A factor again after each period.</summary>
internal sealed class StepSchedule : LearningRateSchedule
{
    private readonly long _period;
    private readonly double _factor;

    public StepSchedule(long period, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _period = period;
        _factor = Factor(factor, nameof(factor));
    }

    public override double At(long time) => Math.Pow(_factor, time / _period);
}

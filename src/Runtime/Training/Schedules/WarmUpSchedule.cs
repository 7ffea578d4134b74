namespace ConvGen;

/// <summary>An even rise before another schedule. Its first step is not 0, which would be a step for nothing.</summary>
internal sealed class WarmUpSchedule : LearningRateSchedule
{
    private readonly long _length;
    private readonly LearningRateSchedule _then;

    public WarmUpSchedule(long length, LearningRateSchedule then)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        _length = length;
        _then = then;
    }

    public override double At(long time) => time < _length ? (time + 1.0) / (_length + 1.0) * _then.At(0) : _then.At(time - _length);
}

namespace ConvGen;

/// <summary>Half a cosine down to a final factor.</summary>
internal sealed class CosineSchedule : LearningRateSchedule
{
    private readonly long _length;
    private readonly double _final;

    public CosineSchedule(long length, double final)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _length = length;
        _final = Factor(final, nameof(final));
    }

    public override double At(long time) =>
        time < _length ? _final + (1 - _final) * (1 + Math.Cos(Math.PI * time / _length)) / 2 : _final;
}

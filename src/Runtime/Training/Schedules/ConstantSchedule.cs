namespace ConvGen;

/// <summary>The optimizer's rate as it is.</summary>
internal sealed class ConstantSchedule : LearningRateSchedule
{
    public override double At(long time) => 1;
}

using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Scheduling;

/// <summary>Bias and batch normalisation of an operation with weights, packed.</summary>
/// <param name="Place">The bias; null for none.</param>
/// <param name="Scale">The factors of the weights; null for none.</param>
internal readonly record struct PackedBias(PackedPlace? Place, PackedPlace? Scale);

/// <summary>Packs bias and batch normalisation.</summary>
internal static class BiasPacking
{
    /// <summary>Packs those of an operation.</summary>
    public static PackedBias PackBias(this ScheduleBuilder schedule, WeightedOperation operation, int outputs)
    {
        if (operation.Norm is { } norm)
        {
            (PackedPlace scale, PackedPlace shift) = schedule.Fold(norm, operation.Bias, outputs);
            return new(shift, scale);
        }

        return operation.Bias is { } bias ? new(schedule.Packed(new PackVector(schedule.Source(bias), outputs), outputs), null) : default;
    }

    /// <summary>Packs what a batch normalisation by running statistics comes to.</summary>
    /// <param name="schedule">Takes it.</param>
    /// <param name="norm">The normalisation.</param>
    /// <param name="bias">The biases of the layer before it; null for none.</param>
    /// <param name="channels">Channels.</param>
    public static (PackedPlace Scale, PackedPlace Shift) Fold(
        this ScheduleBuilder schedule, BatchNormTensors norm, string? bias, int channels)
    {
        var fold = new FoldBatchNorm(
            schedule.Source(norm.Scale),
            schedule.Source(norm.Shift),
            schedule.Source(norm.Mean),
            schedule.Source(norm.Variance),
            bias is null ? null : schedule.Source(bias),
            channels,
            norm.Epsilon);
        return schedule.PackedPair(fold, channels);
    }
}

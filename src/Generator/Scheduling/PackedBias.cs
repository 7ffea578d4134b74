using ConvGen.Generator.Geometry;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Scheduling;

/// <summary>Bias and batch normalisation of an operation with weights, packed.</summary>
/// <param name="Place">The bias, and behind it the slopes of a learned rectifier; null for none.</param>
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
            return new(operation.Slopes is null ? shift : WithSlopes(new PackVector(new DerivedSource(shift), outputs)), scale);
        }

        PackVector? bias = operation.Bias is { } tensor ? new(schedule.Source(tensor), outputs) : null;
        return operation.Slopes is not null
            ? new(WithSlopes((PackRecipe?)bias ?? Repeated(schedule, new FixedWeights(new(0)), perChannel: false, outputs).Recipe), null)
            : bias is not null
                ? new(schedule.Packed(bias, outputs), null)
                : default;

        PackedPlace WithSlopes(PackRecipe biases)
        {
            PackRecipe slopes =
                Repeated(schedule, new TensorWeights(operation.Slopes!.Tensor), operation.Slopes.IsPerChannel, outputs).Recipe;
            return schedule.PackedPair(new PackPair(biases, slopes), outputs).First;
        }
    }

    /// <summary>Packs what a batch normalisation by running statistics, or another scale and shift, comes to.</summary>
    /// <param name="schedule">Takes it.</param>
    /// <param name="affine">What it is.</param>
    /// <param name="bias">The biases of the layer before it; null for none.</param>
    /// <param name="channels">Channels.</param>
    public static (PackedPlace Scale, PackedPlace Shift) Fold(
        this ScheduleBuilder schedule, FoldedAffine affine, string? bias, int channels)
    {
        PackSource? before = bias is null ? null : schedule.Source(bias);
        PackSource Same(double number) => schedule.OfChannels(new(new FixedWeights(new(number)), IsPerChannel: false), channels);
        FoldBatchNorm fold = affine switch
        {
            BatchNormTensors norm => new(
                schedule.Source(norm.Scale),
                schedule.Source(norm.Shift),
                schedule.Source(norm.Mean),
                schedule.Source(norm.Variance),
                before,
                channels,
                norm.Epsilon),
            ChannelAffine other => new(
                other.Scale is { } scale ? schedule.OfChannels(scale, channels) : Same(1),
                other.Shift is { } shift ? schedule.OfChannels(shift, channels) : Same(0),
                Same(0),
                Same(1),
                before,
                channels,
                Epsilon: 0),
            _ => throw new NotSupportedException($"Unknown affine function {affine.GetType().Name}."),
        };
        return schedule.PackedPair(fold, channels);
    }

    /// <summary>One number for each channel, repeated where all share one.</summary>
    public static PackedPlace PackRepeated(this ScheduleBuilder schedule, WeightSource numbers, bool perChannel, int channels)
    {
        (PackWeights recipe, int length) = Repeated(schedule, numbers, perChannel, channels);
        return schedule.Packed(recipe, length);
    }

    private static (PackWeights Recipe, int Length) Repeated(
        ScheduleBuilder schedule, WeightSource numbers, bool perChannel, int channels)
    {
        var map = new WeightMap(
            new ChannelGroups(1, channels, 1), WindowGeometry.Pointwise, 0, perChannel ? 1 : 0, 0, 0, 0, 0, 0);
        return (new PackWeights(new BlockedForm(), schedule.Source(numbers), Scale: null, map.Order), map.Length);
    }

    private static PackSource OfChannels(this ScheduleBuilder schedule, ChannelNumbers numbers, int channels) => numbers.IsPerChannel
        ? schedule.Source(numbers.Source)
        : new DerivedSource(schedule.PackRepeated(numbers.Source, perChannel: false, channels));
}

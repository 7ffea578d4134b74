using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Batch normalisation by running statistics that could not be folded into a layer before it: one multiply-add per element.</summary>
internal sealed class AffineOperation(string layer, BatchNormTensors norm, Value input, Value output)
    : ElementwiseOperation(layer, new AffineFunction(Activation.Identity), [input], output), IFusesActivation
{
    private readonly Value _output = output;

    /// <inheritdoc/>
    public Activation Activation { get; set; } = Activation.Identity;

    /// <inheritdoc/>
    protected override ElementwiseFunction Function => new AffineFunction(Activation);

    /// <inheritdoc/>
    protected override IEnumerable<Operand> ChannelOperands(ScheduleBuilder schedule)
    {
        (PackedRegion scale, PackedRegion shift) = schedule.Packed(_output.Channels, (scaleTo, shiftTo) =>
            $"Packing.FoldBatchNorm({schedule.PackSource(norm.Scale)}, {schedule.PackSource(norm.Shift)}, {schedule.PackSource(norm.Mean)}, {schedule.PackSource(norm.Variance)}, ref Unsafe.NullRef<float>(), {scaleTo}, {shiftTo}, {Of(_output.Channels)}, {WeightedOperation.Number(norm.Epsilon)});");
        return [scale.Operand, shift.Operand];
    }
}

/// <summary>Memory that the passes of one batch normalisation share.</summary>
internal sealed class BatchNormMemory(int channels)
{
    public Operand Means(ScheduleBuilder s) => s.SharedScratch(this, "means", channels);

    public Operand Inverses(ScheduleBuilder s) => s.SharedScratch(this, "inverses", channels);

    public Operand Scales(ScheduleBuilder s) => s.SharedScratch(this, "scales", channels);

    public Operand Shifts(ScheduleBuilder s) => s.SharedScratch(this, "shifts", channels);

    public Operand Coefficient(ScheduleBuilder s, string name) => s.SharedScratch(this, name, channels);
}

/// <summary>Minibatch statistics, and the running ones that follow them.</summary>
internal sealed class BatchNormStatisticsOperation(string layer, BatchNormTensors norm, double momentum, BatchNormMemory memory, Value input) : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        var kernel = new BatchNormStatisticsKernel(input.Layout.Blocks, input.Size, input.Lattice, norm.Epsilon, momentum);
        schedule.Step(
            kernel,
            ScheduleBuilder.At(input),
            schedule.Tensor(norm.Scale),
            schedule.Tensor(norm.Shift),
            schedule.Tensor(norm.Mean),
            schedule.Tensor(norm.Variance),
            memory.Means(schedule),
            memory.Inverses(schedule),
            memory.Scales(schedule),
            memory.Shifts(schedule));
    }
}

/// <summary>Normalises by the statistics of the minibatch.</summary>
internal sealed class BatchNormApplyOperation(string layer, BatchNormMemory memory, Value input, Value output)
    : ElementwiseOperation(layer, new AffineFunction(Activation.Identity), [input], output), IFusesActivation
{
    /// <inheritdoc/>
    public Activation Activation { get; set; } = Activation.Identity;

    /// <inheritdoc/>
    protected override ElementwiseFunction Function => new AffineFunction(Activation);

    /// <inheritdoc/>
    protected override IEnumerable<Operand> ChannelOperands(ScheduleBuilder schedule) => [memory.Scales(schedule), memory.Shifts(schedule)];
}

/// <summary>Gradients to scale and shift, and the coefficients of the gradient to the input.</summary>
internal sealed class BatchNormGradientOperation(string layer, BatchNormTensors norm, bool frozen, BatchNormMemory memory, Value input, Value outputGradient)
    : Operation(layer)
{
    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [input, outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override void Schedule(ScheduleBuilder schedule)
    {
        Operand means = frozen ? schedule.Tensor(norm.Mean) : memory.Means(schedule);
        Operand inverses = memory.Inverses(schedule);
        if (frozen)
        {
            inverses = schedule.Packed(input.Channels, to =>
                $"Packing.InverseDeviation({schedule.PackSource(norm.Variance)}, {to}, {Of(input.Channels)}, {WeightedOperation.Number(norm.Epsilon)});").Operand;
        }

        var kernel = new BatchNormGradientKernel(input.Layout.Blocks, input.Size, input.Lattice, outputGradient.Lattice, frozen);
        schedule.Step(
            kernel,
            ScheduleBuilder.At(input),
            ScheduleBuilder.At(outputGradient),
            schedule.Tensor(norm.Scale),
            means,
            inverses,
            schedule.Gradient(norm.Scale),
            schedule.Gradient(norm.Shift),
            memory.Coefficient(schedule, "a"),
            memory.Coefficient(schedule, "b"),
            memory.Coefficient(schedule, "c"));
    }
}

/// <summary>Gradient of batch normalisation to its input.</summary>
internal sealed class BatchNormInputGradientOperation(string layer, BatchNormMemory memory, Value input, Value outputGradient, Value inputGradient, bool accumulates)
    : ElementwiseOperation(layer, new BatchNormGradientFunction(), [input, outputGradient], inputGradient, accumulates)
{
    /// <inheritdoc/>
    protected override IEnumerable<Operand> ChannelOperands(ScheduleBuilder schedule) =>
        [memory.Coefficient(schedule, "a"), memory.Coefficient(schedule, "b"), memory.Coefficient(schedule, "c")];
}

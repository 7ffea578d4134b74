using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Scheduling.Operations;

internal sealed class ElementwiseScheduler : OperationScheduler<ElementwiseOperation>
{
    protected override void Schedule(ElementwiseOperation operation, ScheduleBuilder schedule)
    {
        Value output = operation.Output;
        var kernel = new ElementwiseKernel(
            operation.Function,
            output.Layout.Blocks,
            output.Size,
            operation.Inputs.Select(input => input.StridesOver(output)).ToEquatableArray(),
            output.Strides,
            operation.Accumulates);
        Place[] operands =
        [
            .. operation.Inputs.Select(input => ScheduleBuilder.At(input)),
            .. operation.Vectors.Select(vector => PlaceOf(vector, output.Channels, schedule)),
            ScheduleBuilder.At(output),
        ];
        if (operation.RandomStream is { } stream)
        {
            schedule.RandomStep(kernel, stream, operands);
        }
        else
        {
            schedule.Step(kernel, operands);
        }
    }

    private static Place PlaceOf(ChannelVector vector, int channels, ScheduleBuilder schedule)
    {
        switch (vector)
        {
            case SharedVector shared:
                return schedule.Shared(shared.Memory, shared.Part);
            case FoldedVector folded:
                (PackedPlace scale, PackedPlace shift) = schedule.Fold(folded.Norm, bias: null, channels);
                return folded.IsShift ? shift : scale;
            case SlopeVector slopes:
                return schedule.PackRepeated(new TensorWeights(slopes.Tensor), slopes.IsPerChannel, channels);
            default:
                throw new NotSupportedException($"Unknown vector {vector.GetType().Name}.");
        }
    }
}

internal sealed class ElementParameterScheduler : OperationScheduler<ElementParameterOperation>
{
    protected override void Schedule(ElementParameterOperation operation, ScheduleBuilder schedule)
    {
        Value output = operation.Output;
        var layout = new ValueLayout(Blocked: true, output.Channels, output.Size, default);
        PackedPlace numbers = schedule.Packed(
            new PackUnits(schedule.Source(operation.Tensor), output.Channels, output.Size.Positions), layout.Length);
        var kernel = new ElementwiseKernel(
            operation.Function,
            output.Layout.Blocks,
            output.Size,
            new([operation.Input.StridesOver(output), Strides.Of(layout) with { Example = 0 }]),
            output.Strides,
            operation.Accumulates);
        schedule.Step(kernel, ScheduleBuilder.At(operation.Input), numbers, ScheduleBuilder.At(output));
    }
}

internal sealed class ChannelParameterGradientScheduler : OperationScheduler<ChannelParameterGradientOperation>
{
    protected override void Schedule(ChannelParameterGradientOperation operation, ScheduleBuilder schedule)
    {
        Value dy = operation.OutputGradient;
        Place gradient = schedule.Gradient(operation.Tensor);
        Place sums = operation.IsPerChannel ? gradient : schedule.Scratch(dy.Layout.Blocks * ValueLayout.BlockSize);
        if (operation.Factor is { } factor)
        {
            schedule.Step(
                new ChannelScaleSumKernel(dy.Layout.Blocks, dy.Size, factor.Strides, dy.Strides),
                ScheduleBuilder.At(factor),
                ScheduleBuilder.At(dy),
                sums);
        }
        else
        {
            schedule.Step(new ChannelSumKernel(dy.Layout.Blocks, dy.Size, dy.Strides), ScheduleBuilder.At(dy), sums);
        }

        if (!operation.IsPerChannel)
        {
            // The one number's gradient is the sum over the channels, taken as slices of a tensor of one number.
            schedule.Finish(new UnpackConvolutionStep(
                operation.Layer, sums, gradient, WeightMap.Dense(1, 1, 1).Order, Slices: dy.Channels, SliceLength: 1));
        }
    }
}

internal sealed class ReductionScheduler : OperationScheduler<ReductionOperation>
{
    protected override void Schedule(ReductionOperation operation, ScheduleBuilder schedule)
    {
        (Value whole, Value output) = (operation.Whole, operation.Output);
        schedule.Step(
            new ReductionKernel(
                operation.Function,
                whole.Channels,
                whole.Size,
                operation.Inputs.Select(input => input.StridesOver(whole)).ToEquatableArray(),
                output.Size,
                output.Channels == whole.Channels,
                output.Strides,
                operation.Accumulates),
            [.. operation.Inputs.Select(input => ScheduleBuilder.At(input)), ScheduleBuilder.At(output)]);
    }
}

internal sealed class ExtremeReductionScheduler : OperationScheduler<ExtremeReductionOperation>
{
    protected override void Schedule(ExtremeReductionOperation operation, ScheduleBuilder schedule)
    {
        (Value input, Value output) = (operation.Input, operation.Output);
        schedule.Step(
            new ExtremeReductionKernel(
                operation.IsMaximum,
                input.Channels,
                input.Size,
                input.Strides,
                output.Size,
                output.Channels == input.Channels,
                output.Strides),
            ScheduleBuilder.At(input),
            ScheduleBuilder.At(output));
    }
}

internal sealed class PReluSlopeGradientScheduler : OperationScheduler<PReluSlopeGradientOperation>
{
    protected override void Schedule(PReluSlopeGradientOperation operation, ScheduleBuilder schedule)
    {
        Value input = operation.Input;
        var kernel = new PReluSlopeGradientKernel(input.Layout.Blocks, input.Size, input.Strides, operation.OutputGradient.Strides);
        Place x = ScheduleBuilder.At(input),
            dy = ScheduleBuilder.At(operation.OutputGradient),
            gradient = schedule.Gradient(operation.Slopes.Tensor);
        if (operation.Slopes.IsPerChannel)
        {
            schedule.Step(kernel, x, dy, gradient);
            return;
        }

        // The one slope's gradient is the sum over the channels, taken as slices of a tensor of one number.
        Place sums = schedule.Scratch(kernel.Blocks * ValueLayout.BlockSize);
        schedule.Step(kernel, x, dy, sums);
        schedule.Finish(new UnpackConvolutionStep(
            operation.Layer, sums, gradient, WeightMap.Dense(1, 1, 1).Order, Slices: input.Channels, SliceLength: 1));
    }
}

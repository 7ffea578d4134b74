using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Scheduling.Operations;

internal sealed class PositionNormaliseScheduler : OperationScheduler<PositionNormaliseOperation>
{
    protected override void Schedule(PositionNormaliseOperation operation, ScheduleBuilder schedule)
    {
        (PositionNormalisation norm, Value input, Value output) = (operation.Norm, operation.Input, operation.Output);
        var kernel = new PositionNormaliseKernel(
            new(input.Channels, input.Size, input.Strides, norm.IsCentred, norm.Epsilon),
            output.Strides,
            norm.ScaleTensor is not null,
            norm.ShiftTensor is not null,
            operation.Activation);
        IEnumerable<Place> learned = new[] { norm.ScaleTensor, norm.ShiftTensor }.OfType<string>().Select(schedule.Tensor);
        schedule.Step(kernel, [ScheduleBuilder.At(input), .. learned, ScheduleBuilder.At(output)]);
    }
}

internal sealed class PositionStatisticsScheduler : OperationScheduler<PositionStatisticsOperation>
{
    protected override void Schedule(PositionStatisticsOperation operation, ScheduleBuilder schedule)
    {
        (PositionNormalisation norm, Value input, Value statistics) = (operation.Norm, operation.Input, operation.Output);
        var kernel = new PositionStatisticsKernel(
            new(input.Channels, input.Size, input.Strides, norm.IsCentred, norm.Epsilon), statistics.Strides);
        schedule.Step(kernel, ScheduleBuilder.At(input), ScheduleBuilder.At(statistics));
    }
}

internal sealed class PositionScaleGradientScheduler : OperationScheduler<PositionScaleGradientOperation>
{
    protected override void Schedule(PositionScaleGradientOperation operation, ScheduleBuilder schedule)
    {
        (PositionNormalisation norm, Value input, Value statistics) = (operation.Norm, operation.Input, operation.Statistics);
        var kernel = new PositionScaleGradientKernel(
            input.Layout.Blocks,
            input.Size,
            input.Strides,
            operation.OutputGradient.Strides,
            statistics.Strides,
            norm.IsCentred,
            norm.ShiftTensor is not null);
        IEnumerable<Place> gradients = new[] { norm.ScaleTensor, norm.ShiftTensor }.OfType<string>().Select(schedule.Gradient);
        schedule.Step(
            kernel,
            [
                ScheduleBuilder.At(input),
                ScheduleBuilder.At(operation.OutputGradient),
                .. norm.IsCentred ? [ScheduleBuilder.At(statistics)] : Array.Empty<Place>(),
                ScheduleBuilder.At(statistics, 1),
                .. gradients,
            ]);
    }
}

internal sealed class PositionNormalisationGradientScheduler : OperationScheduler<PositionNormalisationGradientOperation>
{
    protected override void Schedule(PositionNormalisationGradientOperation operation, ScheduleBuilder schedule)
    {
        (PositionNormalisation norm, Value input, Value statistics) = (operation.Norm, operation.Input, operation.Statistics);
        (Value dy, Value dx) = (operation.OutputGradient, operation.Output);
        var kernel = new PositionNormalisationGradientKernel(
            new(input.Channels, input.Size, input.Strides, norm.IsCentred, norm.Epsilon),
            statistics.Strides,
            dy.Strides,
            dx.Strides,
            norm.ScaleTensor is not null,
            operation.Accumulates);
        IEnumerable<Place> learned = new[] { norm.ScaleTensor }.OfType<string>().Select(schedule.Tensor);
        schedule.Step(
            kernel,
            [ScheduleBuilder.At(input), ScheduleBuilder.At(dy), ScheduleBuilder.At(statistics), .. learned, ScheduleBuilder.At(dx)]);
    }
}

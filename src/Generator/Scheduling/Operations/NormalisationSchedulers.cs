using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Scheduling.Operations;

internal sealed class BatchNormStatisticsScheduler : OperationScheduler<BatchNormStatisticsOperation>
{
    protected override void Schedule(BatchNormStatisticsOperation operation, ScheduleBuilder schedule)
    {
        (Value input, BatchNormTensors norm) = (operation.Input, operation.Norm);
        Place Shared(BatchNormVector part) => schedule.Shared(operation.Memory, part);
        schedule.Step(
            new BatchNormStatisticsKernel(input.Layout.Blocks, input.Size, input.Strides, norm.Epsilon, operation.Momentum),
            ScheduleBuilder.At(input),
            schedule.Tensor(norm.Scale),
            schedule.Tensor(norm.Shift),
            schedule.Tensor(norm.Mean),
            schedule.Tensor(norm.Variance),
            Shared(BatchNormVector.Means),
            Shared(BatchNormVector.Rests),
            Shared(BatchNormVector.Inverses),
            Shared(BatchNormVector.Scales),
            Shared(BatchNormVector.Shifts));
    }
}

internal sealed class BatchNormGradientScheduler : OperationScheduler<BatchNormGradientOperation>
{
    protected override void Schedule(BatchNormGradientOperation operation, ScheduleBuilder schedule)
    {
        (Value input, Value dy, BatchNormTensors norm) = (operation.Input, operation.OutputGradient, operation.Norm);
        Place[] values = [ScheduleBuilder.At(input), ScheduleBuilder.At(dy)];
        Place[] gradients = [schedule.Gradient(norm.Scale), schedule.Gradient(norm.Shift)];
        var kernel = new BatchNormGradientKernel(
            input.Layout.Blocks, input.Size, input.Strides, dy.Strides, Frozen: operation.Memory is null);
        if (operation.Memory is not { } memory)
        {
            Place inverses = schedule.Packed(
                new PackInverseDeviation(schedule.Source(norm.Variance), input.Channels, norm.Epsilon), input.Channels);
            schedule.Step(kernel, [.. values, schedule.Tensor(norm.Mean), inverses, .. gradients]);
            return;
        }

        BatchNormVector[] statistics = [BatchNormVector.Means, BatchNormVector.Inverses];
        BatchNormVector[] coefficients = [BatchNormVector.A, BatchNormVector.Rests, BatchNormVector.B, BatchNormVector.C];
        Place Shared(BatchNormVector part) => schedule.Shared(memory, part);
        schedule.Step(
            kernel,
            [.. values, .. statistics.Select(Shared), .. gradients, schedule.Tensor(norm.Scale), .. coefficients.Select(Shared)]);
    }
}

/// <summary>What the operations of a normalisation by the statistics of each example have in common.</summary>
internal static class ExampleNormalisationPlaces
{
    /// <summary>The parts of a value with numbers that each set has.</summary>
    public static IEnumerable<Place> Parts(this ExampleNormalisation norm, Value results) =>
        Enumerable.Range(0, norm.Results).Select(part => ScheduleBuilder.At(results, part * norm.Sets.Blocks * results.Strides.Block));

    /// <summary>A tensor of scales or shifts as kernels read it; none for no tensor.</summary>
    public static IEnumerable<Place> Learned(this ExampleNormalisation norm, ScheduleBuilder schedule, string? tensor)
    {
        if (tensor is null)
        {
            return [];
        }

        return [norm.Kind == ElementScaleKind.Elements
            ? schedule.Packed(new PackWeights(new BlockedForm(), schedule.Source(tensor), Scale: null, norm.Map.Order), norm.Map.Length)
            : schedule.Tensor(tensor)];
    }
}

internal sealed class SetStatisticsScheduler : OperationScheduler<SetStatisticsOperation>
{
    protected override void Schedule(SetStatisticsOperation operation, ScheduleBuilder schedule)
    {
        (ExampleNormalisation norm, Value input, Value statistics) = (operation.Norm, operation.Input, operation.Output);
        var kernel = new SetStatisticsKernel(norm.Sets, input.Strides, statistics.Strides, norm.IsCentred, norm.Epsilon);
        Place? workspace = kernel.WorkspaceLength > 0 ? schedule.Workspace(kernel.WorkspaceLength) : null;
        schedule.Step(kernel, [ScheduleBuilder.At(input), .. norm.Parts(statistics), workspace]);
    }
}

internal sealed class NormaliseScheduler : OperationScheduler<NormaliseOperation>
{
    protected override void Schedule(NormaliseOperation operation, ScheduleBuilder schedule)
    {
        (ExampleNormalisation norm, Value input, Value statistics, Value output) =
            (operation.Norm, operation.Input, operation.Statistics, operation.Output);
        schedule.Step(
            new NormaliseKernel(
                norm.Sets,
                input.Strides,
                statistics.Strides,
                output.Strides,
                norm.IsCentred,
                new(norm.Scale),
                new(norm.Shift),
                operation.Activation),
            [
                ScheduleBuilder.At(input),
                .. norm.Parts(statistics),
                .. norm.Learned(schedule, norm.ScaleTensor),
                .. norm.Learned(schedule, norm.ShiftTensor),
                ScheduleBuilder.At(output),
            ]);
    }
}

internal sealed class SetGradientScheduler : OperationScheduler<SetGradientOperation>
{
    protected override void Schedule(SetGradientOperation operation, ScheduleBuilder schedule)
    {
        (ExampleNormalisation norm, Value input, Value statistics, Value dy) =
            (operation.Norm, operation.Input, operation.Statistics, operation.OutputGradient);
        schedule.Step(
            new SetGradientKernel(norm.Sets, input.Strides, dy.Strides, statistics.Strides, norm.IsCentred, new(norm.Scale)),
            [
                ScheduleBuilder.At(input),
                ScheduleBuilder.At(dy),
                .. norm.Parts(statistics),
                .. norm.Learned(schedule, norm.ScaleTensor),
                .. norm.Parts(operation.Output),
            ]);
    }
}

internal sealed class NormalisationInputGradientScheduler : OperationScheduler<NormalisationInputGradientOperation>
{
    protected override void Schedule(NormalisationInputGradientOperation operation, ScheduleBuilder schedule)
    {
        (ExampleNormalisation norm, Value input, Value statistics) = (operation.Norm, operation.Input, operation.Statistics);
        (Value dy, Value dx) = (operation.OutputGradient, operation.Output);
        schedule.Step(
            new NormalisationInputGradientKernel(
                norm.Sets,
                input.Strides,
                dy.Strides,
                statistics.Strides,
                dx.Strides,
                norm.IsCentred,
                new(norm.Scale),
                operation.Accumulates),
            [
                ScheduleBuilder.At(input),
                ScheduleBuilder.At(dy),
                .. norm.Parts(statistics),
                .. norm.Learned(schedule, norm.ScaleTensor),
                .. norm.Parts(operation.Means),
                ScheduleBuilder.At(dx),
            ]);
    }
}

internal sealed class ScaleGradientScheduler : OperationScheduler<ScaleGradientOperation>
{
    protected override void Schedule(ScaleGradientOperation operation, ScheduleBuilder schedule)
    {
        (ExampleNormalisation norm, Value input, Value statistics, Value dy) =
            (operation.Norm, operation.Input, operation.Statistics, operation.OutputGradient);
        Place[] values = [ScheduleBuilder.At(input), ScheduleBuilder.At(dy), .. norm.Parts(statistics)];
        string[] tensors = norm.ShiftTensor is null ? [norm.ScaleTensor!] : [norm.ScaleTensor!, norm.ShiftTensor];
        if (norm.Kind == ElementScaleKind.Channels)
        {
            schedule.Step(
                new ChannelScaleGradientKernel(norm.Sets, input.Strides, dy.Strides, statistics.Strides, tensors.Length > 1),
                [.. values, .. tensors.Select(schedule.Gradient)]);
            return;
        }

        var kernel =
            new ElementScaleGradientKernel(norm.Sets, input.Strides, dy.Strides, statistics.Strides, norm.IsCentred, tensors.Length > 1);
        Place[] sums = [.. tensors.Select(_ => schedule.Scratch(kernel.ResultLength))];
        schedule.Step(kernel, [.. values, .. sums]);
        for (int i = 0; i < tensors.Length; i++)
        {
            Place gradient = schedule.Gradient(tensors[i]);
            schedule.Finish(norm.Kind == ElementScaleKind.Elements
                ? new UnpackConvolutionStep(norm.Layer, sums[i], gradient, norm.Map.Order, Slices: 1, SliceLength: 0)
                : new SumChannelsStep(norm.Layer, sums[i], gradient, norm.Sets.Channels, norm.Sets.Inner.Positions));
        }
    }
}

internal sealed class LocalResponseScheduler : OperationScheduler<LocalResponseOperation>
{
    protected override void Schedule(LocalResponseOperation operation, ScheduleBuilder schedule)
    {
        var kernel = new LocalResponseKernel(operation.Norm, operation.Input.Strides, operation.Output.Strides);
        schedule.Step(
            kernel, ScheduleBuilder.At(operation.Input), schedule.Workspace(kernel.WorkspaceLength), ScheduleBuilder.At(operation.Output));
    }
}

internal sealed class LocalResponseGradientScheduler : OperationScheduler<LocalResponseGradientOperation>
{
    protected override void Schedule(LocalResponseGradientOperation operation, ScheduleBuilder schedule)
    {
        (Value input, Value dy, Value dx) = (operation.Input, operation.OutputGradient, operation.Output);
        var kernel = new LocalResponseGradientKernel(operation.Norm, input.Strides, dy.Strides, dx.Strides, operation.Accumulates);
        schedule.Step(
            kernel, ScheduleBuilder.At(input), ScheduleBuilder.At(dy), schedule.Workspace(kernel.WorkspaceLength), ScheduleBuilder.At(dx));
    }
}

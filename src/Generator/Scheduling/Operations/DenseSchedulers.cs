using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Dense;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;
using ConvGen.Generator.Writing;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Scheduling.Operations;

internal sealed class DenseScheduler : OperationScheduler<DenseOperation>
{
    protected override void Schedule(DenseOperation operation, ScheduleBuilder schedule)
    {
        (Value input, Value output) = (operation.Input, operation.Output);
        (int channels, int positions) = DenseInput.Of(input);
        WeightMap map = WeightMap.Dense(output.Channels, channels, positions);
        PackedBias bias = schedule.PackBias(operation, output.Channels);
        PackWeights Pack(WeightForm form) => new(form, schedule.Source(operation.Weights), bias.Scale, map.Order);
        var kernel = new DenseKernel(
            $"DenseFrom{Of(channels * positions)}To{Of(output.Channels)}",
            channels,
            positions,
            DenseInput.Strides(input),
            map.Channels.OutputBlocks,
            output.Layout.ExampleStride,
            Accumulates: false,
            operation.HasBias,
            operation.Activation);
        Place?[] With(PackedPlace weights) => [ScheduleBuilder.At(input), weights, bias.Place, ScheduleBuilder.At(output)];
        if (operation.Precision == WeightPrecision.Float32)
        {
            schedule.Step(kernel, With(schedule.Packed(Pack(new BlockedForm()), map.Length)));
            return;
        }

        (PackedPlace rounded, PackedPlace exact) = schedule.PackedApart(
            new PackExactApart(Pack(new BFloat16Form()), Pack(new BlockedForm())), map.Length / BFloat16.PerFloat, map.Length);
        schedule.Step(kernel with { Label = $"BFloat16{kernel.Label}", Precision = operation.Precision }, StepMode.Fast, With(rounded));
        schedule.Step(kernel, StepMode.Exact, With(exact));
    }
}

internal sealed class DenseInputGradientScheduler : OperationScheduler<DenseInputGradientOperation>
{
    protected override void Schedule(DenseInputGradientOperation operation, ScheduleBuilder schedule)
    {
        (Value dy, Value dx) = (operation.OutputGradient, operation.Output);
        int units = dy.Channels;
        WeightMap map = WeightMap.DenseInputGradient(units, dx.Channels, dx.Size.Positions);
        PackedPlace packed =
            schedule.Packed(new PackWeights(new BlockedForm(), schedule.Source(operation.Weights), Scale: null, map.Order), map.Length);
        var kernel = new DenseKernel(
            $"DenseInputGradientFrom{Of(units)}To{Of(dx.Channels * dx.Size.Positions)}",
            units,
            1,
            DenseInput.Strides(dy),
            map.Channels.OutputBlocks * dx.Size.Positions,
            dx.Layout.ExampleStride,
            operation.Accumulates,
            HasBias: false,
            Activation.Identity);
        schedule.Step(kernel, ScheduleBuilder.At(dy), packed, ScheduleBuilder.At(dx));
    }
}

internal sealed class MatrixProductScheduler : OperationScheduler<MatrixProductOperation>
{
    protected override void Schedule(MatrixProductOperation operation, ScheduleBuilder schedule)
    {
        (Value first, Value second, Value product) = (operation.First, operation.Second, operation.Output);
        var kernel = new MatrixProductKernel(
            product.Channels,
            product.Size.Width,
            operation.Terms,
            product.Size with { Width = 1 },
            first.Strides,
            second.Strides,
            operation.IsSecondTransposed,
            product.Strides,
            operation.Accumulates);
        schedule.Step(kernel, ScheduleBuilder.At(first), ScheduleBuilder.At(second), ScheduleBuilder.At(product));
    }
}

internal sealed class DenseWeightGradientScheduler : OperationScheduler<DenseWeightGradientOperation>
{
    protected override void Schedule(DenseWeightGradientOperation operation, ScheduleBuilder schedule)
    {
        (Value x, Value dy) = (operation.Input, operation.OutputGradient);
        (int channels, int positions) = DenseInput.Of(x);
        var sum = new WeightGradientSum(
            "DenseWeightGradient",
            WeightMap.Dense(dy.Channels, channels, positions),
            DenseInput.Strides(x),
            dy.Strides,
            ScheduleBuilder.At(x),
            ScheduleBuilder.At(dy),
            operation.Weights,
            MaySlice: false);
        sum.AddTo(schedule);
    }
}

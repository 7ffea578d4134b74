using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Movement;
using ConvGen.Generator.Kernels.Resampling;
using ConvGen.Generator.Kernels.Softmax;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Scheduling.Operations;

internal sealed class CopyScheduler : OperationScheduler<CopyOperation>
{
    protected override void Schedule(CopyOperation operation, ScheduleBuilder schedule) => Copy(operation, schedule);

    /// <summary>Adds the step of a copy.</summary>
    public static void Copy(CopyOperation operation, ScheduleBuilder schedule)
    {
        const int block = ValueLayout.BlockSize;
        (Value source, Value destination, int count) = (operation.Source, operation.Output, operation.Channels);
        (int firstSource, int firstDestination) = (operation.FirstSource, operation.FirstDestination);
        Strides from = source.Strides, to = destination.Strides;

        // The channels that fill up a last block may come along where nothing else is in it.
        bool whole = count % block == 0 || count == destination.Channels;
        if (!source.IsPlanar && !destination.IsPlanar && whole && firstSource % block == 0 && firstDestination % block == 0)
        {
            var copy = new ElementwiseKernel(
                new CopyFunction(),
                ValueLayout.CeilDiv(count, block),
                source.Size,
                new EquatableArray<Strides>([from]),
                to,
                operation.Accumulates);
            schedule.Add(
                copy,
                operation.IsPreparation,
                ScheduleBuilder.At(source, firstSource / block * from.Block),
                ScheduleBuilder.At(destination, firstDestination / block * to.Block));
            return;
        }

        MovedChannels.Add(
            schedule,
            new ChannelCopyKernel(
                count, source.Size, from, new ChannelRange(firstSource), to, new ChannelRange(firstDestination), operation.Accumulates),
            source,
            destination,
            operation.IsPreparation);
    }
}

internal sealed class ChannelMoveScheduler : OperationScheduler<ChannelMoveOperation>
{
    protected override void Schedule(ChannelMoveOperation operation, ScheduleBuilder schedule)
    {
        // A step is a map of the value with more channels, which is the smaller one.
        (Value source, Value destination) = (operation.Source, operation.Output);
        Value steps = source.Channels >= destination.Channels ? source : destination;
        MovedChannels.Add(
            schedule,
            new ChannelCopyKernel(
                steps.Channels, steps.Size, source.Strides, operation.From, destination.Strides, operation.To, operation.Accumulates),
            source,
            destination);
    }
}

internal sealed class ChannelMapScheduler : OperationScheduler<ChannelMapOperation>
{
    protected override void Schedule(ChannelMapOperation operation, ScheduleBuilder schedule)
    {
        (Value source, Value destination) = (operation.Source, operation.Output);
        schedule.Step(
            new ChannelMapKernel(operation.Map, destination.Size, source.Strides, destination.Strides, operation.Accumulates),
            ScheduleBuilder.At(source),
            ScheduleBuilder.At(destination));
    }
}

internal sealed class PermuteScheduler : OperationScheduler<PermuteOperation>
{
    protected override void Schedule(PermuteOperation operation, ScheduleBuilder schedule)
    {
        (Value source, Value destination) = (operation.Source, operation.Output);
        schedule.Step(
            new PermuteKernel(
                destination.Channels, destination.Size, operation.Axes, source.Strides, destination.Strides, operation.Accumulates),
            ScheduleBuilder.At(source),
            ScheduleBuilder.At(destination));
    }
}

internal sealed class ChannelRangeGradientScheduler : OperationScheduler<ChannelRangeGradientOperation>
{
    protected override void Schedule(ChannelRangeGradientOperation operation, ScheduleBuilder schedule)
    {
        (Value dy, Value dx) = (operation.OutputGradient, operation.Output);
        if (!operation.Accumulates)
        {
            var clear = new ElementwiseKernel(
                new FillFunction(HasBias: false, HasResidual: false, Activation.Identity),
                dx.Layout.Blocks,
                dx.Size,
                EquatableArray<Strides>.Empty,
                dx.Strides,
                Accumulates: false);
            schedule.Prepare(clear, ScheduleBuilder.At(dx));
        }

        CopyScheduler.Copy(new CopyOperation(operation.Layer, dy, dx, operation.Accumulates, dy.Channels, 0, operation.First), schedule);
    }
}

internal sealed class FlattenScheduler : OperationScheduler<FlattenOperation>
{
    protected override void Schedule(FlattenOperation operation, ScheduleBuilder schedule)
    {
        // A vector has at least as many channels as a map that is part of it.
        (Value source, Value destination) = (operation.Source, operation.Output);
        bool toVector = destination.Channels >= source.Channels;
        Value map = toVector ? source : destination;
        Value vector = toVector ? destination : source;

        // Where the vector is one run, its element is a place like any other, and parts of it that are alike share a kernel.
        int shift = FlattenKernel.IsInOneRun(vector.Strides) ? operation.First : 0;
        schedule.Step(
            new FlattenKernel(
                map.Channels,
                map.Size,
                map.Strides,
                vector.Strides,
                operation.First - shift,
                toVector,
                operation.Accumulates,
                operation.ChannelsLast),
            ScheduleBuilder.At(source, toVector ? 0 : shift),
            ScheduleBuilder.At(destination, toVector ? shift : 0));
    }
}

internal sealed class ClearHaloScheduler : OperationScheduler<ClearHaloOperation>
{
    protected override void Schedule(ClearHaloOperation operation, ScheduleBuilder schedule) => schedule.ClearHalo(operation.Output);
}

internal sealed class ResamplingScheduler : OperationScheduler<ResamplingOperation>
{
    protected override void Schedule(ResamplingOperation operation, ScheduleBuilder schedule)
    {
        (Value source, Value destination) = (operation.Source, operation.Output);
        var kernel = new ResamplingKernel(
            operation.Maps, operation.Fill, destination.Layout.Blocks, source.Strides, destination.Strides, operation.Accumulates);
        schedule.Add(kernel, operation.IsPreparation, ScheduleBuilder.At(source), ScheduleBuilder.At(destination));
    }
}

internal sealed class SoftmaxScheduler : OperationScheduler<SoftmaxOperation>
{
    protected override void Schedule(SoftmaxOperation operation, ScheduleBuilder schedule)
    {
        (Value input, Value output) = (operation.Input, operation.Output);
        schedule.Step(
            new SoftmaxKernel(input.Channels, input.Size, input.Strides, output.Strides, operation.IsLogarithm),
            ScheduleBuilder.At(input),
            ScheduleBuilder.At(output));
    }
}

internal sealed class SoftmaxGradientScheduler : OperationScheduler<SoftmaxGradientOperation>
{
    protected override void Schedule(SoftmaxGradientOperation operation, ScheduleBuilder schedule)
    {
        (Value y, Value dy, Value dx) = (operation.Probabilities, operation.OutputGradient, operation.Output);
        schedule.Step(
            new SoftmaxGradientKernel(y.Channels, y.Size, y.Strides, dy.Strides, dx.Strides, operation.IsLogarithm, operation.Accumulates),
            ScheduleBuilder.At(y),
            ScheduleBuilder.At(dy),
            ScheduleBuilder.At(dx));
    }
}

internal sealed class BackwardStartScheduler : OperationScheduler<BackwardStartOperation>
{
    protected override void Schedule(BackwardStartOperation operation, ScheduleBuilder schedule) => schedule.BeginBackward();
}

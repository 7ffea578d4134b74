using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Clusters;
using ConvGen.Generator.Kernels.Maxout;
using ConvGen.Generator.Kernels.Planar;
using ConvGen.Generator.Kernels.Pooling;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Scheduling.Operations;

internal sealed class PoolScheduler : OperationScheduler<PoolOperation>
{
    protected override void Schedule(PoolOperation operation, ScheduleBuilder schedule)
    {
        (Value input, Value output) = (operation.Input, operation.Output);
        Place x = ScheduleBuilder.At(input), y = ScheduleBuilder.At(output);
        if (input.IsPlanar)
        {
            schedule.Step(new PlanarPoolKernel(operation.Kind, input.Channels, operation.Window, input.Strides, output.Strides), x, y);
        }
        else
        {
            schedule.Step(new PoolKernel(operation.Kind, input.Layout.Blocks, operation.Window, input.Strides, output.Strides), x, y);
        }
    }
}

internal sealed class PoolGradientScheduler : OperationScheduler<PoolGradientOperation>
{
    protected override void Schedule(PoolGradientOperation operation, ScheduleBuilder schedule)
    {
        bool readsValues = operation.Kind.GradientReadsValues;
        (Value dy, Value dx) = (operation.OutputGradient, operation.Output);
        var kernel = new PoolGradientKernel(
            operation.Kind,
            dx.Layout.Blocks,
            operation.Window,
            readsValues ? operation.Input.Strides : dx.Strides,
            readsValues ? operation.Pooled.Strides : dy.Strides,
            dy.Strides,
            dx.Strides,
            operation.Accumulates);
        schedule.Step(
            kernel,
            readsValues ? ScheduleBuilder.At(operation.Input) : null,
            readsValues ? ScheduleBuilder.At(operation.Pooled) : null,
            ScheduleBuilder.At(dy),
            ScheduleBuilder.At(dx));
    }
}

internal sealed class MaxUnpoolScheduler : OperationScheduler<MaxUnpoolOperation>
{
    protected override void Schedule(MaxUnpoolOperation operation, ScheduleBuilder schedule)
    {
        (MaximaPlaces places, Value values, Value output) = (operation.Places, operation.Values, operation.Output);
        var kernel = new PoolGradientKernel(
            new MaxPoolKind(),
            output.Layout.Blocks,
            places.Window,
            places.Input.Strides,
            places.Maxima.Strides,
            values.Strides,
            output.Strides,
            Accumulates: false,
            Unpools: true);
        schedule.Step(
            kernel,
            ScheduleBuilder.At(places.Input),
            ScheduleBuilder.At(places.Maxima),
            ScheduleBuilder.At(values),
            ScheduleBuilder.At(output));
    }
}

internal sealed class MaxUnpoolGradientScheduler : OperationScheduler<MaxUnpoolGradientOperation>
{
    protected override void Schedule(MaxUnpoolGradientOperation operation, ScheduleBuilder schedule)
    {
        (MaximaPlaces places, Value dy, Value dx) = (operation.Places, operation.OutputGradient, operation.Output);
        var kernel = new MaximaGatherKernel(
            dx.Layout.Blocks, places.Window, places.Input.Strides, places.Maxima.Strides, dy.Strides, dx.Strides, operation.Accumulates);
        schedule.Step(
            kernel, ScheduleBuilder.At(places.Input), ScheduleBuilder.At(places.Maxima), ScheduleBuilder.At(dy), ScheduleBuilder.At(dx));
    }
}

internal sealed class MaxoutScheduler : OperationScheduler<MaxoutOperation>
{
    protected override void Schedule(MaxoutOperation operation, ScheduleBuilder schedule)
    {
        (Value input, Value output) = (operation.Input, operation.Output);
        var groups = new PieceGroups(output.Channels, operation.Pieces, output.Size);
        schedule.Step(new MaxoutKernel(groups, input.Strides, output.Strides), ScheduleBuilder.At(input), ScheduleBuilder.At(output));
    }
}

internal sealed class MaxoutGradientScheduler : OperationScheduler<MaxoutGradientOperation>
{
    protected override void Schedule(MaxoutGradientOperation operation, ScheduleBuilder schedule)
    {
        (Value input, Value maxima, Value dy, Value dx) = (operation.Input, operation.Maxima, operation.OutputGradient, operation.Output);
        schedule.Step(
            new MaxoutGradientKernel(
                new PieceGroups(maxima.Channels, operation.Pieces, maxima.Size),
                input.Strides,
                maxima.Strides,
                dy.Strides,
                dx.Strides,
                operation.Accumulates),
            ScheduleBuilder.At(input),
            ScheduleBuilder.At(maxima),
            ScheduleBuilder.At(dy),
            ScheduleBuilder.At(dx));
    }
}

internal sealed class ClusterAssignScheduler : OperationScheduler<ClusterAssignOperation>
{
    protected override void Schedule(ClusterAssignOperation operation, ScheduleBuilder schedule)
    {
        (Value input, Clustering clusters) = (operation.Input, operation.Clusters);
        int count = clusters.Counts.Size.Positions;
        schedule.Step(
            new ClusterAssignKernel(input.Channels, count, input.Size, input.Strides, clusters.Assignment.Strides),
            ScheduleBuilder.At(input),
            schedule.Packed(
                new PackPaddedRows(schedule.Source(operation.Codewords), count, input.Channels), count * ValueLayout.Whole(input.Channels)),
            ScheduleBuilder.At(clusters.Assignment));
    }
}

internal sealed class ClusterCountScheduler : OperationScheduler<ClusterCountOperation>
{
    protected override void Schedule(ClusterCountOperation operation, ScheduleBuilder schedule)
    {
        (Value assignment, Value counts) = (operation.Clusters.Assignment, operation.Clusters.Counts);
        schedule.Step(
            new ClusterCountKernel(counts.Size.Positions, assignment.Size, assignment.Strides, counts.Strides),
            ScheduleBuilder.At(assignment),
            ScheduleBuilder.At(counts));
    }
}

internal sealed class ClusterPoolScheduler : OperationScheduler<ClusterPoolOperation>
{
    protected override void Schedule(ClusterPoolOperation operation, ScheduleBuilder schedule)
    {
        (Value input, Clustering clusters, Value pooled) = (operation.Input, operation.Clusters, operation.Output);
        schedule.Step(
            new ClusterPoolKernel(
                operation.Kind,
                new ClusterMap(
                    input.Layout.Blocks, pooled.Size.Positions, input.Size, clusters.Assignment.Strides, clusters.Counts.Strides),
                input.Strides,
                pooled.Strides),
            ScheduleBuilder.At(input),
            ScheduleBuilder.At(clusters.Assignment),
            ScheduleBuilder.At(clusters.Counts),
            ScheduleBuilder.At(pooled));
    }
}

internal sealed class ClusterPoolGradientScheduler : OperationScheduler<ClusterPoolGradientOperation>
{
    protected override void Schedule(ClusterPoolGradientOperation operation, ScheduleBuilder schedule)
    {
        (Clustering clusters, Value pooledGradient, Value dx) = (operation.Clusters, operation.PooledGradient, operation.Output);
        bool readsValues = operation.Kind.GradientReadsValues;
        var kernel = new ClusterPoolGradientKernel(
            operation.Kind,
            new ClusterMap(
                dx.Layout.Blocks, operation.Pooled.Size.Positions, dx.Size, clusters.Assignment.Strides, clusters.Counts.Strides),
            readsValues ? operation.Input.Strides : dx.Strides,
            pooledGradient.Strides,
            dx.Strides,
            operation.Accumulates);
        schedule.Step(
            kernel,
            readsValues ? ScheduleBuilder.At(operation.Input) : null,
            readsValues ? ScheduleBuilder.At(operation.Pooled) : null,
            ScheduleBuilder.At(clusters.Assignment),
            ScheduleBuilder.At(clusters.Counts),
            ScheduleBuilder.At(pooledGradient),
            ScheduleBuilder.At(dx));
    }
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels.Depthwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;
using ConvGen.Generator.Scheduling.Operations.Convolutions;

namespace ConvGen.Generator.Scheduling.Operations;

internal sealed class ConvolutionScheduler : OperationScheduler<ConvolutionOperation>
{
    protected override void Schedule(ConvolutionOperation operation, ScheduleBuilder schedule) =>
        new ConvolutionSteps(operation, schedule).Add();
}

internal sealed class ConvolutionDepthwiseScheduler : OperationScheduler<ConvolutionDepthwiseOperation>
{
    protected override void Schedule(ConvolutionDepthwiseOperation operation, ScheduleBuilder schedule)
    {
        (ConvolutionOperation first, ConvolutionOperation second) = (operation.First, operation.Second);
        WindowGeometry window = second.Window;
        var between = new ValueLayout(Blocked: true, first.Output.Channels, first.Output.Size, window.HaloFor(first.Output.Size));
        var strides = Strides.Of(between);
        var firstSteps = new ConvolutionSteps(first, schedule);
        PhaseRequest dense = firstSteps.OnlyPhase(first.Input.Strides, strides);
        PackedPlace denseWeights = firstSteps.Weights(DirectPhases.Shared(dense));
        var secondSteps = new ConvolutionSteps(second, schedule);
        PhaseRequest depthwise = secondSteps.OnlyPhase(strides, second.Output.Strides);
        PackedPlace depthwiseWeights = secondSteps.Weights(DepthwisePhase.Of(depthwise));

        // Rows of the first are done as the second needs them, so its window is not flattened.
        var kernel = new ConvolutionDepthwiseKernel(
            DirectPhases.Kernel(dense, dense.Window),
            DepthwisePhase.Kernel(depthwise),
            between,
            window.Height.InStart,
            window.Width.InStart);
        schedule.Step(
            kernel,
            ScheduleBuilder.At(first.Input, first.Input.Strides.WindowStart(first.Window)),
            denseWeights,
            firstSteps.Bias,
            depthwiseWeights,
            secondSteps.Bias,
            ScheduleBuilder.At(second.Output, second.Output.Strides.OutputStart(window)),
            schedule.Workspace(kernel.WorkspaceLength));
        schedule.Describe(second.Layer, $"depthwise, with {first.Layer}");
    }
}

internal sealed class ConvolutionWeightGradientScheduler : OperationScheduler<ConvolutionWeightGradientOperation>
{
    protected override void Schedule(ConvolutionWeightGradientOperation operation, ScheduleBuilder schedule)
    {
        (Value input, Value outputGradient, WeightMap map) = (operation.Input, operation.OutputGradient, operation.Map);
        Place x = ScheduleBuilder.At(input, input.Strides.WindowStart(map.Window));
        Place dy = ScheduleBuilder.At(outputGradient, outputGradient.Strides.OutputStart(map.Window));
        Strides gradient = outputGradient.Strides.EveryOutput(map.Window);
        if (!operation.IsDepthwise)
        {
            var sum = new WeightGradientSum("WeightGradient", map, input.Strides, gradient, x, dy, operation.Weights, MaySlice: true)
            {
                Winograd = ConvolutionForms.WinogradOf(operation),
            };
            sum.AddTo(schedule);
            return;
        }

        int blocks = map.Channels.OutputBlocks;
        var depthwise =
            new DepthwiseWeightGradientKernel("DepthwiseWeightGradient", blocks, map.Window.FromItsStart, input.Strides, gradient);
        Place perChannel = schedule.Scratch(blocks * map.Window.Taps * ValueLayout.BlockSize);
        schedule.Step(depthwise, x, dy, perChannel);
        schedule.Finish(new UnpackDepthwiseStep(operation.Layer, perChannel, schedule.Gradient(operation.Weights), map.Order));
    }
}

internal sealed class BiasGradientScheduler : OperationScheduler<BiasGradientOperation>
{
    protected override void Schedule(BiasGradientOperation operation, ScheduleBuilder schedule)
    {
        Value dy = operation.OutputGradient;
        schedule.Step(
            new ChannelSumKernel(dy.Layout.Blocks, dy.Size, dy.Strides), ScheduleBuilder.At(dy), schedule.Gradient(operation.Bias));
    }
}

internal sealed class UnitBiasGradientScheduler : OperationScheduler<UnitBiasGradientOperation>
{
    protected override void Schedule(UnitBiasGradientOperation operation, ScheduleBuilder schedule)
    {
        Value dy = operation.OutputGradient;
        var kernel = new ExampleSumKernel(dy.Layout.Blocks, dy.Size, dy.Strides);
        Place sums = schedule.Scratch(kernel.ResultLength);
        schedule.Step(kernel, ScheduleBuilder.At(dy), sums);
        schedule.Finish(new UnpackUnitsStep(operation.Layer, sums, schedule.Gradient(operation.Bias), dy.Channels, dy.Size.Positions));
    }
}

internal sealed class TapSoftmaxScheduler : OperationScheduler<TapSoftmaxOperation>
{
    protected override void Schedule(TapSoftmaxOperation operation, ScheduleBuilder schedule)
    {
        TapSoftmax weights = operation.Weights;
        schedule.Derive(
            weights.Name,
            new PackSoftmax(schedule.Source(weights.Scores), weights.Channels, weights.Taps),
            weights.Channels * weights.Taps);
    }
}

internal sealed class TapSoftmaxGradientScheduler : OperationScheduler<TapSoftmaxGradientOperation>
{
    protected override void Schedule(TapSoftmaxGradientOperation operation, ScheduleBuilder schedule)
    {
        TapSoftmax weights = operation.Weights;
        schedule.Finish(new SoftmaxGradientStep(
            operation.Layer, schedule.Derived(weights.Name), schedule.Gradient(weights.Scores), weights.Channels, weights.Taps));
    }
}

using ConvGen.Generator.Kernels.Pooling;
using ConvGen.Generator.Lowering.Operations;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

/// <summary>What all poolings have in common.</summary>
internal abstract class PoolLowering<TLayer> : LayerLowering<TLayer>
    where TLayer : Layer
{
    protected sealed override void Infer(Node node, TLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected sealed override void Train(Node node, TLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = Forward(node, layer, builder);
        builder.Track(output, hasParameters: false, input);
        builder.Backward(() =>
        {
            if (builder.GradientOf(output) is { } gradient)
            {
                builder.Contribute(input, (to, adds) => new PoolGradientOperation(
                    node.Name, Kind(layer), Window(node, builder), input, output, gradient, to, adds));
            }
        });
    }

    protected abstract PoolKind Kind(TLayer layer);

    protected virtual PoolWindow Window(Node node, ProgramBuilder builder) => PoolWindow.Of(node.Axes);

    private Value Forward(Node node, TLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        builder.Operations.Add(new PoolOperation(node.Name, Kind(layer), Window(node, builder), input, output));
        return output;
    }
}

internal sealed class MaxPoolLowering : PoolLowering<MaxPoolLayer>
{
    protected override PoolKind Kind(MaxPoolLayer layer) => new MaxPoolKind();
}

internal sealed class AvgPoolLowering : PoolLowering<AvgPoolLayer>
{
    protected override PoolKind Kind(AvgPoolLayer layer) => new AveragePoolKind(layer.CountPadding);
}

internal sealed class GlobalAvgPoolLowering : PoolLowering<GlobalAvgPoolLayer>
{
    protected override PoolKind Kind(GlobalAvgPoolLayer layer) => new AveragePoolKind(CountPadding: true);

    // One window that covers the map.
    protected override PoolWindow Window(Node node, ProgramBuilder builder)
    {
        Planning.Extent size = Planning.Extent.Of(builder.ShapeOf(node));
        static PoolAxis Whole(int extent) => new(extent, 1, extent, 1, 1, 0, 0);
        return new PoolWindow(Whole(size.Depth), Whole(size.Height), Whole(size.Width));
    }
}

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

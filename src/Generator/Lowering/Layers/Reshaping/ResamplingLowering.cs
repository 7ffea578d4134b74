using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Reshaping;

/// <summary>Layers that make each position of some positions of the input along each axis. The gradient is the adjoint map.</summary>
internal abstract class ResamplingLowering<TLayer> : LayerLowering<TLayer>
    where TLayer : Layer
{
    protected sealed override void Infer(Node node, TLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected sealed override void Train(Node node, TLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        if (Forward(node, layer, builder) is not { } output)
        {
            return;
        }

        builder.Differentiate(input, output, (gradient, to, adds) =>
            new ResamplingOperation(node.Name, Maps(node, layer, builder.ShapeOf(node)).Adjoint(), gradient, to, adds));
    }

    /// <summary>What each position of the output is made of.</summary>
    protected abstract AxisMaps Maps(Node node, TLayer layer, FeatureShape input);

    /// <summary>What positions hold that are made of nothing.</summary>
    protected virtual double Fill(TLayer layer) => 0;

    // A layer that changes nothing has no operation, unless the network is nothing else.
    private Value? Forward(Node node, TLayer layer, ProgramBuilder builder)
    {
        AxisMaps maps = Maps(node, layer, builder.ShapeOf(node));
        Value input = builder.Read(node);
        if (maps.IsIdentity && !(input.IsNetworkInput && builder.IsOutput(node)))
        {
            builder.Alias(node, input);
            return null;
        }

        Value output = builder.Define(node);
        builder.Operations.Add(new ResamplingOperation(node.Name, maps, input, output, accumulates: false, Fill(layer)));
        return output;
    }
}

using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Reshaping;

/// <summary>Layers that take some channels of their input, one after the other.</summary>
internal abstract class ChannelRangeLowering<TLayer> : LayerLowering<TLayer>
    where TLayer : Layer
{
    protected sealed override void Infer(Node node, TLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected sealed override void Train(Node node, TLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = Forward(node, layer, builder);
        builder.Differentiate(
            input, output, (gradient, to, adds) => new ChannelRangeGradientOperation(node.Name, gradient, to, adds, First(node, layer)));
    }

    /// <summary>The first channel that is taken.</summary>
    protected abstract int First(Node node, TLayer layer);

    private Value Forward(Node node, TLayer layer, ProgramBuilder builder)
    {
        Value output = builder.Define(node);
        builder.Operations.Add(new CopyOperation(
            node.Name, builder.Read(node), output, accumulates: false, output.Channels, First(node, layer), 0));
        return output;
    }
}

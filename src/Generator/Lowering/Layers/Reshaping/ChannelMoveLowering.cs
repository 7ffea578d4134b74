using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Reshaping;

/// <summary>Layers that bring every number of their input to another place. The gradient goes the way back.</summary>
internal abstract class ChannelMoveLowering<TLayer> : LayerLowering<TLayer>
    where TLayer : Layer
{
    protected sealed override void Infer(Node node, TLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected sealed override void Train(Node node, TLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        (Value output, ChannelRule from, ChannelRule to) = Forward(node, layer, builder);
        builder.Differentiate(
            input, output, (gradient, target, adds) => new ChannelMoveOperation(node.Name, gradient, to, target, from, adds));
    }

    /// <summary>Where the steps read the input and where they write the output.</summary>
    protected abstract (ChannelRule From, ChannelRule To) Rules(TLayer layer, Value input, Value output);

    private (Value Output, ChannelRule From, ChannelRule To) Forward(Node node, TLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        (ChannelRule from, ChannelRule to) = Rules(layer, input, output);
        builder.Operations.Add(new ChannelMoveOperation(node.Name, input, from, output, to, accumulates: false));
        return (output, from, to);
    }
}

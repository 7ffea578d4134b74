using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Pooling;

internal sealed class MaxoutLowering : LayerLowering<MaxoutLayer>
{
    protected override void Infer(Node node, MaxoutLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected override void Train(Node node, MaxoutLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = Forward(node, layer, builder);
        builder.Differentiate(
            input, output, (gradient, to, adds) => new MaxoutGradientOperation(node.Name, layer.Pieces, input, output, gradient, to, adds));
    }

    private static Value Forward(Node node, MaxoutLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        builder.Operations.Add(new MaxoutOperation(node.Name, layer.Pieces, input, output));
        return output;
    }
}

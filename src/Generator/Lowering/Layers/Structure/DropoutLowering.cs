using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Structure;

internal sealed class DropoutLowering : LayerLowering<DropoutLayer>
{
    protected override void Infer(Node node, DropoutLayer layer, InferenceBuilder builder) => builder.Alias(node, builder.Read(node));

    protected override void Train(Node node, DropoutLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        int key = builder.NextDropout();
        builder.Operations.Add(new DropoutOperation(node.Name, key, layer.Probability, input, output, accumulates: false));
        builder.Differentiate(
            input, output, (gradient, to, adds) => new DropoutOperation(node.Name, key, layer.Probability, gradient, to, adds));
    }
}

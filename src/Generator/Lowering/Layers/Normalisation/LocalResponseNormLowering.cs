using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Normalisation;

internal sealed class LocalResponseNormLowering : LayerLowering<LocalResponseNormLayer>
{
    protected override void Infer(Node node, LocalResponseNormLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected override void Train(Node node, LocalResponseNormLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = Forward(node, layer, builder);
        builder.Differentiate(
            input,
            output,
            (gradient, to, adds) => new LocalResponseGradientOperation(node.Name, Norm(layer, input), input, gradient, to, adds));
    }

    private static Value Forward(Node node, LocalResponseNormLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        builder.Operations.Add(new LocalResponseOperation(node.Name, Norm(layer, input), input, output));
        return output;
    }

    private static LocalResponse Norm(LocalResponseNormLayer layer, Value input) =>
        new(input.Channels, input.Size, layer.Size, layer.Alpha / layer.Size, layer.Beta, layer.K);
}

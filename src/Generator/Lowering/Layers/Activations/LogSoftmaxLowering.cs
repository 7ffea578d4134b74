using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Activations;

internal sealed class LogSoftmaxLowering : LayerLowering<LogSoftmaxLayer>
{
    protected override void Infer(Node node, LogSoftmaxLayer layer, InferenceBuilder builder) => Forward(node, builder);

    protected override void Train(Node node, LogSoftmaxLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = Forward(node, builder);
        builder.Differentiate(
            input, output, (gradient, to, adds) => new SoftmaxGradientOperation(node.Name, output, gradient, to, isLogarithm: true, adds));
    }

    private static Value Forward(Node node, ProgramBuilder builder)
    {
        Value output = builder.Define(node);
        builder.Operations.Add(new SoftmaxOperation(node.Name, builder.Read(node), output, isLogarithm: true));
        return output;
    }
}

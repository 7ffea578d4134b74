using ConvGen.Generator.Functions;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Activations;

internal sealed class PReluLowering : LayerLowering<PReluLayer>
{
    public override bool KeepsZeros(Node node) => true;

    protected override void Infer(Node node, PReluLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected override void Train(Node node, PReluLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = Forward(node, layer, builder);
        string slopes = NodeTensors.NameOf(node, TensorRole.Slope)!;
        builder.Track(output, hasParameters: true, input);
        builder.Backward(output, gradient =>
        {
            builder.Operations.Add(new PReluSlopeGradientOperation(node.Name, input, gradient, slopes, layer.PerChannel));
            builder.Contribute(input, (to, adds) => new PReluOperation(
                node.Name, new PReluGradientFunction(), slopes, layer.PerChannel, [input, gradient], to, adds));
        });
    }

    private static Value Forward(Node node, PReluLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        string slopes = NodeTensors.NameOf(node, TensorRole.Slope)!;
        builder.Operations.Add(new PReluOperation(node.Name, new PReluFunction(), slopes, layer.PerChannel, [input], output));
        return output;
    }
}

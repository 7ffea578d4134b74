using ConvGen.Generator.Functions;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Activations;

internal sealed class PReluLowering : LayerLowering<PReluLayer>
{
    public override bool KeepsZeros(Node node) => true;

    protected override void Infer(Node node, PReluLayer layer, InferenceBuilder builder)
    {
        if (!builder.TryFuse<WeightedOperation>(node, producer => producer.Rectify(SlopesOf(node, layer))))
        {
            Forward(node, layer, builder);
        }
    }

    protected override void Train(Node node, PReluLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = Forward(node, layer, builder);
        SlopeVector slopes = SlopesOf(node, layer);
        builder.Track(output, hasParameters: node.IsTrained, input);
        builder.Backward(output, gradient =>
        {
            if (node.IsTrained)
            {
                builder.Operations.Add(new PReluSlopeGradientOperation(node.Name, input, gradient, slopes));
            }

            builder.Contribute(input, (to, adds) => new PReluOperation(
                node.Name, new PReluGradientFunction(), slopes, [input, gradient], to, adds));
        });
    }

    private static Value Forward(Node node, PReluLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        builder.Operations.Add(new PReluOperation(node.Name, new PReluFunction(), SlopesOf(node, layer), [input], output));
        return output;
    }

    private static SlopeVector SlopesOf(Node node, PReluLayer layer) => new(NodeTensors.NameOf(node, TensorRole.Slope)!, layer.PerChannel);
}

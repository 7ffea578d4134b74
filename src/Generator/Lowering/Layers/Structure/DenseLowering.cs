using ConvGen.Generator.Lowering.Layers.Convolutions;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Structure;

internal sealed class DenseLowering : LayerLowering<DenseLayer>
{
    protected override void Infer(Node node, DenseLayer layer, InferenceBuilder builder) =>
        Forward(node, builder, layer.Weights);

    protected override void Train(Node node, DenseLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);

        // Optimizers move weights by less than bfloat16 can tell apart.
        Value output = Forward(node, builder, WeightPrecision.Float32);
        string weights = NodeTensors.NameOf(node, TensorRole.Weight)!;
        builder.Track(output, hasParameters: node.IsTrained, input);
        builder.Backward(output, gradient =>
        {
            if (node.IsTrained)
            {
                builder.Operations.Add(new DenseWeightGradientOperation(node.Name, input, gradient, weights));
            }

            BiasGradients.Add(node, gradient, builder);
            builder.Contribute(input, (to, adds) => new DenseInputGradientOperation(node.Name, gradient, to, weights, adds));
        });
    }

    private static Value Forward(Node node, ProgramBuilder builder, WeightPrecision precision)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        string weights = NodeTensors.NameOf(node, TensorRole.Weight)!;
        builder.Operations.Add(new DenseOperation(node.Name, input, output, weights, NodeTensors.NameOf(node, TensorRole.Bias), precision));
        return output;
    }
}

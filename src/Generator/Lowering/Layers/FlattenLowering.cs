using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Lowering.Operations;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class FlattenLowering : LayerLowering<FlattenLayer>
{
    protected override void Infer(Node node, FlattenLayer layer, InferenceBuilder builder) => Forward(node, builder);

    protected override void Train(Node node, FlattenLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        if (Forward(node, builder) is not { } output)
        {
            return;
        }

        builder.Track(output, hasParameters: false, input);
        builder.Backward(() =>
        {
            if (builder.GradientOf(output) is { } gradient)
            {
                builder.Contribute(input, (to, adds) => new FlattenOperation(node.Name, gradient, to, adds));
            }
        });
    }

    // Dense layers and the border of the network read maps in the order of the flattened vector: for them there is nothing to do.
    private static Value? Forward(Node node, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        bool isIdentity = input.IsNetworkInput && builder.IsOutput(node);
        if (!isIdentity && (input.Size.Positions == 1 || builder.ReadersOf(node).All(r => r.Layer is DenseLayer)))
        {
            builder.Alias(node, input);
            return null;
        }

        Value output = builder.Define(node);
        builder.Operations.Add(new FlattenOperation(node.Name, input, output, accumulates: false));
        return output;
    }
}

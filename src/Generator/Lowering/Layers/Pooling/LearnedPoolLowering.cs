using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Pooling;

/// <summary>A depthwise convolution whose weights are the softmax of a tensor over the taps.</summary>
internal sealed class LearnedPoolLowering : LayerLowering<LearnedPoolLayer>
{
    protected override void Infer(Node node, LearnedPoolLayer layer, InferenceBuilder builder) => Forward(node, builder);

    protected override void Train(Node node, LearnedPoolLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = Forward(node, builder);
        TapSoftmax weights = TapSoftmax.Of(node.Parameters[0]);
        builder.Track(output, hasParameters: node.IsTrained, input);
        builder.Backward(output, gradient =>
        {
            ConvolutionDefinition convolution = Define(node, input, weights);
            if (node.IsTrained)
            {
                builder.Operations.Add(new ConvolutionWeightGradientOperation(
                    node.Name, input, gradient, convolution.Forward()[0], weights.Scores, ConvolutionAlgorithm.Auto));
                builder.Operations.Add(new TapSoftmaxGradientOperation(node.Name, weights));
            }

            builder.Contribute(input, (to, adds) => ConvolutionOperation.Adjoint(
                node.Name, "InputGradient", gradient, to, convolution, null, ConvolutionAlgorithm.Auto, residual: adds ? to : null));
        });
    }

    private static Value Forward(Node node, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        TapSoftmax weights = TapSoftmax.Of(node.Parameters[0]);
        builder.Operations.Add(new TapSoftmaxOperation(node.Name, weights));
        builder.Operations.Add(ConvolutionOperation.Forward(
            node.Name, "LearnedPool", input, output, Define(node, input, weights), null, ConvolutionAlgorithm.Auto));
        return output;
    }

    private static ConvolutionDefinition Define(Node node, Value input, TapSoftmax weights) =>
        new(new ChannelGroups(input.Channels, input.Channels, input.Channels), node.Axes, new TensorWeights(weights.Name));
}

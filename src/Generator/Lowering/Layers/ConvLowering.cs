using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Lowering.Operations;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class ConvLowering : LayerLowering<ConvLayer>
{
    protected override void Infer(Node node, ConvLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected override void Train(Node node, ConvLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = Forward(node, layer, builder);
        string weights = ProgramBuilder.Tensor(node, TensorRole.Weight)!;
        builder.Track(output, hasParameters: true, input);
        builder.Backward(() =>
        {
            if (builder.GradientOf(output) is not { } gradient)
            {
                return;
            }

            ChannelGroups channels = Channels(layer, input);
            builder.Operations.Add(new ConvolutionWeightGradientOperation(
                node.Name, input, gradient, WeightMapText.Forward(channels, WindowGeometry.Forward(node.Axes)), weights));
            if (ProgramBuilder.Tensor(node, TensorRole.Bias) is { } bias)
            {
                builder.Operations.Add(new BiasGradientOperation(node.Name, gradient, bias));
            }

            builder.Contribute(input, (to, adds) => ConvolutionOperation.Adjoint(
                node.Name, "InputGradient", gradient, to, channels, node.Axes, weights, null, builder.Choice(layer.Algorithm), residual: adds ? to : null));
        });
    }

    private static Value Forward(Node node, ConvLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        builder.Operations.Add(ConvolutionOperation.Forward(
            node.Name,
            "Conv",
            input,
            output,
            Channels(layer, input),
            node.Axes,
            ProgramBuilder.Tensor(node, TensorRole.Weight)!,
            ProgramBuilder.Tensor(node, TensorRole.Bias),
            builder.Choice(layer.Algorithm)));
        return output;
    }

    private static ChannelGroups Channels(ConvLayer layer, Value input) => new(input.Channels, layer.Filters, layer.Groups);
}

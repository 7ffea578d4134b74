using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Lowering.Operations;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

/// <summary>
/// A transposed convolution is the input gradient of a convolution run forward. So the gradient of its input is that convolution, and
/// the gradient of its weights is the convolution's with input and output gradient in each other's place.
/// </summary>
internal sealed class ConvTransposeLowering : LayerLowering<ConvTransposeLayer>
{
    protected override void Infer(Node node, ConvTransposeLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected override void Train(Node node, ConvTransposeLayer layer, TrainingBuilder builder)
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

            ChannelGroups channels = ConvolutionChannels(layer, input);
            builder.Operations.Add(new ConvolutionWeightGradientOperation(
                node.Name, gradient, input, WeightMapText.Forward(channels, WindowGeometry.Forward(node.Axes)), weights));
            if (ProgramBuilder.Tensor(node, TensorRole.Bias) is { } bias)
            {
                builder.Operations.Add(new BiasGradientOperation(node.Name, gradient, bias));
            }

            builder.Contribute(input, (to, adds) => ConvolutionOperation.Forward(
                node.Name, "InputGradient", gradient, to, channels, node.Axes, weights, null, builder.Choice(ConvolutionAlgorithm.Auto), residual: adds ? to : null));
        });
    }

    private static Value Forward(Node node, ConvTransposeLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        builder.Operations.Add(ConvolutionOperation.Adjoint(
            node.Name,
            "ConvTranspose",
            input,
            output,
            ConvolutionChannels(layer, input),
            node.Axes,
            ProgramBuilder.Tensor(node, TensorRole.Weight)!,
            ProgramBuilder.Tensor(node, TensorRole.Bias),
            builder.Choice(ConvolutionAlgorithm.Auto)));
        return output;
    }

    // Those of the convolution whose adjoint the layer is: it reads the filters and yields the channels.
    private static ChannelGroups ConvolutionChannels(ConvTransposeLayer layer, Value input) => new(layer.Filters, input.Channels, layer.Groups);
}

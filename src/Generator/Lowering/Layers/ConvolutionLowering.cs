using ConvGen.Generator.Kernels.Convolution;
using ConvGen.Generator.Lowering.Operations;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

/// <summary>
/// A convolution, or the adjoint of one: a transposed convolution. Of each the gradient of the input is the other, and their gradients of
/// the weights differ only in which of input and output gradient is the convolution's input.
/// </summary>
internal abstract class ConvolutionLowering<TLayer> : LayerLowering<TLayer>
    where TLayer : Layer
{
    /// <summary>Whether the layer is the adjoint of the convolution that its axes and weights describe.</summary>
    protected abstract bool IsAdjoint { get; }

    protected sealed override void Infer(Node node, TLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected sealed override void Train(Node node, TLayer layer, TrainingBuilder builder)
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
            WeightMapText map = WeightMapText.Forward(channels, WindowGeometry.Forward(node.Axes));
            builder.Operations.Add(IsAdjoint
                ? new ConvolutionWeightGradientOperation(node.Name, gradient, input, map, weights)
                : new ConvolutionWeightGradientOperation(node.Name, input, gradient, map, weights));
            if (ProgramBuilder.Tensor(node, TensorRole.Bias) is { } bias)
            {
                builder.Operations.Add(new BiasGradientOperation(node.Name, gradient, bias));
            }

            AlgorithmChoice algorithm = builder.Choice(Algorithm(layer));
            builder.Contribute(input, (to, adds) => IsAdjoint
                ? ConvolutionOperation.Forward(node.Name, "InputGradient", gradient, to, channels, node.Axes, weights, null, algorithm, residual: adds ? to : null)
                : ConvolutionOperation.Adjoint(node.Name, "InputGradient", gradient, to, channels, node.Axes, weights, null, algorithm, residual: adds ? to : null));
        });
    }

    /// <summary>The channels of the convolution that axes and weights describe.</summary>
    protected abstract ChannelGroups Channels(TLayer layer, Value input);

    /// <summary>The algorithm that the layer asks for.</summary>
    protected virtual ConvolutionAlgorithm Algorithm(TLayer layer) => ConvolutionAlgorithm.Auto;

    private Value Forward(Node node, TLayer layer, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        ChannelGroups channels = Channels(layer, input);
        AlgorithmChoice algorithm = builder.Choice(Algorithm(layer));
        string weights = ProgramBuilder.Tensor(node, TensorRole.Weight)!;
        string? bias = ProgramBuilder.Tensor(node, TensorRole.Bias);
        builder.Operations.Add(IsAdjoint
            ? ConvolutionOperation.Adjoint(node.Name, layer.Kind, input, output, channels, node.Axes, weights, bias, algorithm)
            : ConvolutionOperation.Forward(node.Name, layer.Kind, input, output, channels, node.Axes, weights, bias, algorithm));
        return output;
    }
}

using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Convolutions;

/// <summary>
/// A convolution, or the adjoint of one: a transposed convolution. Of each the gradient of the input is the other, and their gradients of
/// the weights differ only in which of input and output gradient is the convolution's input.
/// </summary>
internal abstract class ConvolutionLowering<TLayer> : LayerLowering<TLayer>
    where TLayer : Layer
{
    /// <summary>Whether the layer is the adjoint of the convolution that its axes and weights describe.</summary>
    protected virtual bool IsAdjoint => false;

    /// <inheritdoc/>
    public sealed override bool TakesZerosAsPadding(Node node, bool nothingNegative) =>
        !IsAdjoint && PadMode((TLayer)node.Layer) == Model.Shapes.PadMode.Constant;

    protected sealed override void Infer(Node node, TLayer layer, InferenceBuilder builder) => Forward(node, layer, builder);

    protected sealed override void Train(Node node, TLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        (Value read, Value output) = Forward(node, layer, builder);
        builder.Track(output, hasParameters: node.IsTrained, input);
        builder.Backward(output, gradient =>
        {
            MapPadding? padding = Padding(node, layer);
            ConvolutionDefinition convolution = Define(node, layer, input, padding);
            ConvolutionAlgorithm algorithm = Algorithm(node, layer, builder);
            if (node.IsTrained && convolution.Weights is TensorWeights weights)
            {
                foreach (WeightMap map in convolution.Forward())
                {
                    builder.Operations.Add(IsAdjoint
                        ? new ConvolutionWeightGradientOperation(node.Name, gradient, read, map, weights.Name, algorithm)
                        : new ConvolutionWeightGradientOperation(node.Name, read, gradient, map, weights.Name, algorithm));
                }
            }

            BiasGradients.Add(node, gradient, builder);
            Operation InputGradient(Value to, bool adds) => IsAdjoint
                ? ConvolutionOperation.Forward(
                    node.Name, "InputGradient", gradient, to, convolution, null, algorithm, residual: adds ? to : null)
                : ConvolutionOperation.Adjoint(
                    node.Name, "InputGradient", gradient, to, convolution, null, algorithm, residual: adds ? to : null);
            if (padding is null)
            {
                builder.Contribute(input, InputGradient);
            }
            else
            {
                padding.Contribute(input, builder, to => InputGradient(to, adds: false));
            }
        });
    }

    /// <summary>The convolution that axes and weights describe.</summary>
    /// <param name="node">The layer in its network.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">What the layer reads.</param>
    protected abstract ConvolutionDefinition Define(Node node, TLayer layer, Value input);

    /// <summary>The algorithm that the layer asks for.</summary>
    protected virtual ConvolutionAlgorithm Algorithm(TLayer layer) => ConvolutionAlgorithm.Auto;

    /// <summary>The layer's tensor of weights.</summary>
    protected static WeightSource Weights(Node node) => new TensorWeights(NodeTensors.NameOf(node, TensorRole.Weight)!);

    /// <summary>What stands around the layer's input.</summary>
    protected virtual PadMode PadMode(TLayer layer) => Model.Shapes.PadMode.Constant;

    // Tiles of the other algorithms mix: one infinity would reach outputs whose windows do not hold it.
    private ConvolutionAlgorithm Algorithm(Node node, TLayer layer, ProgramBuilder builder) =>
        Algorithm(layer) is ConvolutionAlgorithm.Auto && builder.MayReadInfinity(node) ? ConvolutionAlgorithm.Direct : Algorithm(layer);

    private MapPadding? Padding(Node node, TLayer layer) => MapPadding.Of(node, PadMode(layer));

    private ConvolutionDefinition Define(Node node, TLayer layer, Value input, MapPadding? padding)
    {
        ConvolutionDefinition convolution = Define(node, layer, input);
        return padding is null ? convolution : convolution with { Axes = padding.Axes };
    }

    private (Value Read, Value Output) Forward(Node node, TLayer layer, ProgramBuilder builder)
    {
        MapPadding? padding = Padding(node, layer);
        Value input = builder.Read(node);
        Value read = padding?.Pad(input, builder) ?? input;
        Value output = builder.Define(node);
        ConvolutionDefinition convolution = Define(node, layer, input, padding);
        ConvolutionAlgorithm algorithm = Algorithm(node, layer, builder);
        BiasTensor? bias = BiasTensor.Of(node);
        builder.Operations.Add(IsAdjoint
            ? ConvolutionOperation.Adjoint(node.Name, layer.Kind, read, output, convolution, bias, algorithm)
            : ConvolutionOperation.Forward(node.Name, layer.Kind, read, output, convolution, bias, algorithm));
        return (read, output);
    }
}

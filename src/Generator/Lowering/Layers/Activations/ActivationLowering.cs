using ConvGen.Generator.Functions;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Activations;

/// <summary>Activations: inside the layer before them where that is possible.</summary>
internal abstract class ActivationLowering<TLayer> : LayerLowering<TLayer>
    where TLayer : Layer
{
    public sealed override bool KeepsZeros(Node node) => Activation((TLayer)node.Layer).KeepsZero;

    public sealed override bool YieldsNothingNegative(Node node) =>
        Activation((TLayer)node.Layer) is ReluActivation or ClampActivation { Least: >= 0 };

    public sealed override Infinities Infinities(Node node) => Activation((TLayer)node.Layer).Infinities;

    protected sealed override void Infer(Node node, TLayer layer, InferenceBuilder builder)
    {
        Activation activation = Activation(layer);
        if (!builder.TryFuse(node, activation))
        {
            builder.Operations.Add(new ElementwiseOperation(
                node.Name, new ActivationFunction(activation), [builder.Read(node)], builder.Define(node)));
        }
    }

    protected sealed override void Train(Node node, TLayer layer, TrainingBuilder builder)
    {
        Activation activation = Activation(layer);
        Value input = builder.Read(node);
        if (activation.HasDerivativeFromResult && builder.TryFuse(node, activation))
        {
            // The one value is before and after: its gradient is multiplied in place when all who read it have contributed.
            builder.Backward(input, gradient =>
            {
                Watch(node, activation, input, builder);
                builder.Operations.Add(new ElementwiseOperation(
                    node.Name, new ActivationGradientFunction(activation), [input, gradient], gradient));
            });
            return;
        }

        Value output = builder.Define(node);
        builder.Operations.Add(new ElementwiseOperation(node.Name, new ActivationFunction(activation), [input], output));
        builder.Track(output, hasParameters: false, input);
        Value known = activation.HasDerivativeFromResult ? output : input;
        builder.Backward(output, gradient =>
        {
            if (builder.NeedsGradient(input))
            {
                Watch(node, activation, output, builder);
                builder.Contribute(input, (to, adds) => new ElementwiseOperation(
                    node.Name, new ActivationGradientFunction(activation), [known, gradient], to, adds));
            }
        });
    }

    protected abstract Activation Activation(TLayer layer);

    /// <summary>Notes a rectifier whose result the backward pass reads: it can be looked at in between.</summary>
    private static void Watch(Node node, Activation activation, Value result, TrainingBuilder builder)
    {
        if (activation is ReluActivation)
        {
            builder.Rectifiers.Add((node.Name, result));
        }
    }
}

using ConvGen.Generator.Functions;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Normalisation;

/// <summary>Layers that scale or shift by learned numbers or constants.</summary>
internal abstract class AffineLowering<TLayer> : LayerLowering<TLayer>
    where TLayer : AffineLayer
{
    protected sealed override void Infer(Node node, TLayer layer, InferenceBuilder builder)
    {
        Value input = builder.Read(node);
        if (IsPerElement(node))
        {
            AddPerElement(node, builder);
            return;
        }

        ChannelNumbers numbers = Numbers(node, layer);
        if (builder.IsSoleReader(node)
            && builder.ProducerOf(input) is WeightedOperation { AddsValue: false, Activation.IsIdentity: true } producer
            && input.Channels == node.Shape.Channels
            && Behind(producer.Norm, numbers) is { } folded)
        {
            producer.Norm = folded;
            builder.Alias(node, input);
            return;
        }

        builder.Operations.Add(new AffineOperation(node.Name, Behind(null, numbers)!, input, builder.Define(node)));
    }

    protected sealed override void Train(Node node, TLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        bool isPerElement = IsPerElement(node);
        ChannelNumbers numbers = Numbers(node, layer);
        FoldedAffine affine = Behind(null, numbers)!;
        Value output;
        if (isPerElement)
        {
            output = AddPerElement(node, builder);
        }
        else
        {
            output = builder.Define(node);
            builder.Operations.Add(new AffineOperation(node.Name, affine, input, output));
        }

        builder.Track(output, hasParameters: node.IsTrained, input);
        builder.Backward(output, gradient =>
        {
            if (node.IsTrained && NodeTensors.NameOf(node, layer.Role) is { } tensor)
            {
                AddParameterGradient(node, tensor, numbers.IsPerChannel, input, gradient, builder);
            }

            builder.Contribute(input, (to, adds) => !IsScale
                ? new CopyOperation(node.Name, gradient, to, adds)
                : isPerElement
                    ? new ElementParameterOperation(node.Name, Arithmetic.Product, Tensor(node), gradient, to, adds)
                    : new ElementwiseOperation(node.Name, new ChannelScaleFunction("ChannelScale"), [gradient], to, adds)
                    {
                        Vectors = [new FoldedVector(affine, IsShift: false)],
                    });
        });
    }

    /// <summary>Whether it multiplies; otherwise it adds.</summary>
    protected abstract bool IsScale { get; }

    private static string Tensor(Node node) => node.Parameters.Single().Name;

    private static bool IsPerElement(Node node) => node.Parameters.Count == 1 && node.Parameters[0].Shape.Count > 1;

    private static ChannelNumbers Numbers(Node node, TLayer layer)
    {
        (WeightSource source, int count) = layer.Values is { } values
            ? (new FixedWeights(values), values.Count)
            : ((WeightSource)new TensorWeights(Tensor(node)), node.Parameters[0].Shape[0]);
        return new(source, count == node.Shape.Channels);
    }

    // What is folded already, and then this; null where that is not one scale and one shift.
    private FoldedAffine? Behind(FoldedAffine? before, ChannelNumbers numbers) => before switch
    {
        null => IsScale ? new ChannelAffine(numbers, null) : new ChannelAffine(null, numbers),
        ChannelAffine { Shift: null } scale when !IsScale => scale with { Shift = numbers },
        _ => null,
    };

    private Value AddPerElement(Node node, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        Arithmetic arithmetic = IsScale ? Arithmetic.Product : Arithmetic.Sum;
        builder.Operations.Add(new ElementParameterOperation(node.Name, arithmetic, Tensor(node), input, output, accumulates: false));
        return output;
    }

    // The gradient to what is added is a sum of gradients; that to a factor is the same sum of the gradients times the input.
    private void AddParameterGradient(
        Node node, string tensor, bool isPerChannel, Value input, Value gradient, TrainingBuilder builder)
    {
        if (!IsPerElement(node))
        {
            builder.Operations.Add(
                new ChannelParameterGradientOperation(node.Name, IsScale ? input : null, gradient, tensor, isPerChannel));
            return;
        }

        Value terms = gradient;
        if (IsScale)
        {
            terms = new Value($"terms of {tensor}", gradient.Channels, gradient.Size);
            builder.Operations.Add(new ElementwiseOperation(
                node.Name, new ArithmeticFunction(Arithmetic.Product, 2, Activation.Identity), [input, gradient], terms));
        }

        builder.Operations.Add(new UnitBiasGradientOperation(node.Name, terms, tensor));
    }
}

internal sealed class ScaleLowering : AffineLowering<ScaleLayer>
{
    protected override bool IsScale => true;
}

internal sealed class ShiftLowering : AffineLowering<ShiftLayer>
{
    protected override bool IsScale => false;
}

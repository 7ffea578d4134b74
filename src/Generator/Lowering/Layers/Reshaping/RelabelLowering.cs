using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Reshaping;

/// <summary>Layers that give the same numbers, in C·D·H·W order, other axes.</summary>
internal abstract class RelabelLowering<TLayer> : LayerLowering<TLayer>
    where TLayer : Layer
{
    protected sealed override void Infer(Node node, TLayer layer, InferenceBuilder builder) => Forward(node, builder);

    protected sealed override void Train(Node node, TLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        if (Forward(node, builder) is not { } output)
        {
            return;
        }

        builder.Track(output, hasParameters: false, input);
        builder.Backward(output, gradient =>
        {
            if (builder.NeedsGradient(input))
            {
                Value source = InOrder(node, builder, gradient, input.Size);
                builder.Contribute(input, (to, adds) => new FlattenOperation(node.Name, source, to, adds));
            }
        });
    }

    // Dense layers and callers of the network read maps in the order of the flattened vector: for them there is nothing to do.
    private static Value? Forward(Node node, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Extent size = Extent.Of(node.Shape);
        bool isSame = input.Size == size && input.Channels == node.Shape.Channels;
        bool isIdentity = input.IsNetworkInput && builder.IsOutput(node);
        if (!isIdentity && (isSame || builder.ReadersOf(node).All(r => r.Layer is DenseLayer)))
        {
            builder.Alias(node, input);
            return null;
        }

        Value source = isSame ? input : InOrder(node, builder, input, size);
        Value output = builder.Define(node);
        builder.Operations.Add(isSame
            ? new CopyOperation(node.Name, source, output, accumulates: false)
            : new FlattenOperation(node.Name, source, output, accumulates: false));
        return output;
    }

    // Blocks of channels lie in the order of a map's numbers only where the map is a vector: one map becomes another by way of that.
    private static Value InOrder(Node node, ProgramBuilder builder, Value value, Extent other)
    {
        if (value.Size.Positions == 1 || other.Positions == 1)
        {
            return value;
        }

        var vector = new Value($"{value.Name} in order", value.Channels * value.Size.Positions, new Extent(1, 1, 1));
        builder.Operations.Add(new FlattenOperation(node.Name, value, vector, accumulates: false));
        return vector;
    }
}

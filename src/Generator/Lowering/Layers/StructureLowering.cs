using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Lowering.Operations;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class DropoutLowering : LayerLowering<DropoutLayer>
{
    protected override void Infer(Node node, DropoutLayer layer, InferenceBuilder builder) => builder.Alias(node, builder.Read(node));

    protected override void Train(Node node, DropoutLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        int key = builder.NextDropout();
        builder.Operations.Add(new DropoutOperation(node.Name, key, layer.Probability, input, output, accumulates: false));
        builder.Track(output, hasParameters: false, input);
        builder.Backward(() =>
        {
            if (builder.GradientOf(output) is { } gradient)
            {
                builder.Contribute(input, (to, adds) => new DropoutOperation(node.Name, key, layer.Probability, gradient, to, adds));
            }
        });
    }
}

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

internal sealed class AddLowering : LayerLowering<AddLayer>
{
    protected override void Infer(Node node, AddLayer layer, InferenceBuilder builder)
    {
        if (node.Inputs.Count == 2 && (TryFuse(node, 0, 1, builder) || TryFuse(node, 1, 0, builder)))
        {
            return;
        }

        Forward(node, builder);
    }

    protected override void Train(Node node, AddLayer layer, TrainingBuilder builder)
    {
        Value output = Forward(node, builder);
        Value[] inputs = Inputs(node, builder);
        builder.Track(output, hasParameters: false, inputs);
        builder.Backward(() =>
        {
            if (builder.GradientOf(output) is { } gradient)
            {
                foreach (Value input in inputs)
                {
                    builder.Contribute(input, (to, adds) => new CopyOperation(node.Name, gradient, to, adds));
                }
            }
        });
    }

    // A convolution adds the other value before it stores its result, if that value is ready by then.
    private static bool TryFuse(Node node, int fused, int added, InferenceBuilder builder)
    {
        Value value = builder.Read(node, fused);
        Value other = builder.Read(node, added);
        if (value == other || !builder.IsSoleReader(node, fused)
            || builder.ProducerOf(value) is not ConvolutionOperation { Residual: null, Activation.IsIdentity: true } producer)
        {
            return false;
        }

        Operation? ready = builder.ProducerOf(other);
        if (ready is not null && builder.Operations.IndexOf(ready) > builder.Operations.IndexOf(producer))
        {
            return false;
        }

        producer.Residual = other;
        builder.Alias(node, value);
        return true;
    }

    private static Value Forward(Node node, ProgramBuilder builder)
    {
        Value[] inputs = Inputs(node, builder);
        Value output = builder.Define(node);
        builder.Operations.Add(new SumOperation(node.Name, inputs, output));
        return output;
    }

    private static Value[] Inputs(Node node, ProgramBuilder builder) => [.. Enumerable.Range(0, node.Inputs.Count).Select(i => builder.Read(node, i))];
}

internal sealed class ConcatLowering : LayerLowering<ConcatLayer>
{
    protected override void Infer(Node node, ConcatLayer layer, InferenceBuilder builder) => Forward(node, builder);

    protected override void Train(Node node, ConcatLayer layer, TrainingBuilder builder)
    {
        Value output = Forward(node, builder);
        builder.Track(output, hasParameters: false, [.. Enumerable.Range(0, node.Inputs.Count).Select(i => builder.Read(node, i))]);
        builder.Backward(() =>
        {
            if (builder.GradientOf(output) is not { } gradient)
            {
                return;
            }

            ForEachPart(node, builder, (input, first) => builder.Contribute(
                input, (to, adds) => new CopyOperation(node.Name, gradient, to, adds, input.Channels, first, 0)));
        });
    }

    // A part that begins at a block is written straight to its place by whoever yields it; others are copied there.
    private static Value Forward(Node node, ProgramBuilder builder)
    {
        Value output = builder.Define(node);
        ForEachPart(node, builder, (input, first) =>
        {
            bool inPlace = first % ValueLayout.BlockSize == 0 && !input.IsPart && !input.IsExternal && input.Size == output.Size;
            if (inPlace)
            {
                input.PlaceIn(output, first);
            }
            else
            {
                builder.Operations.Add(new CopyOperation(node.Name, input, output, accumulates: false, input.Channels, 0, first));
            }
        });
        return output;
    }

    private static void ForEachPart(Node node, ProgramBuilder builder, Action<Value, int> body)
    {
        int first = 0;
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            Value input = builder.Read(node, i);
            body(input, first);
            first += input.Channels;
        }
    }
}

internal sealed class SoftmaxLowering : LayerLowering<SoftmaxLayer>
{
    protected override void Infer(Node node, SoftmaxLayer layer, InferenceBuilder builder) =>
        builder.Operations.Add(new SoftmaxOperation(node.Name, builder.Read(node), builder.Define(node), isFinal: false));

    protected override void Train(Node node, SoftmaxLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        bool isFinal = builder.IsOutput(node);
        builder.Operations.Add(new SoftmaxOperation(node.Name, input, output, isFinal));
        builder.Track(output, hasParameters: false, input);
        if (isFinal)
        {
            builder.SetFinalSoftmax(input);
        }

        builder.Backward(() =>
        {
            if (builder.GradientOf(output) is { } gradient)
            {
                builder.Contribute(input, (to, adds) => new SoftmaxGradientOperation(node.Name, output, gradient, to, adds, isFinal));
            }
        });
    }
}

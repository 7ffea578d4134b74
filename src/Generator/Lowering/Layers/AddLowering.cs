using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Lowering.Operations;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

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
            || builder.ProducerOf(value) is not ConvolutionOperation { AddsValue: false, Activation.IsIdentity: true } producer)
        {
            return false;
        }

        if (!builder.IsReadyBefore(other, producer))
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

using ConvGen.Generator.Functions;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Normalisation;

internal sealed class BatchNormLowering : LayerLowering<BatchNormLayer>
{
    protected override void Infer(Node node, BatchNormLayer layer, InferenceBuilder builder)
    {
        Value input = builder.Read(node);
        BatchNormTensors norm = ProgramBuilder.NormTensors(node, layer);
        if (builder.IsSoleReader(node)
            && builder.ProducerOf(input) is WeightedOperation { Norm: null, AddsValue: false, Activation.IsIdentity: true } producer
            && input.Channels == node.Shape.Channels)
        {
            producer.Norm = norm;
            builder.Alias(node, input);
            return;
        }

        builder.Operations.Add(new AffineOperation(node.Name, norm, input, builder.Define(node)));
    }

    protected override void Train(Node node, BatchNormLayer layer, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        BatchNormTensors norm = ProgramBuilder.NormTensors(node, layer);
        builder.Track(output, hasParameters: node.IsTrained, input);
        if (layer.Frozen)
        {
            TrainFrozen(node, norm, input, output, builder);
            return;
        }

        var memory = new BatchNormMemory(node.Shape.Channels);
        builder.Operations.Add(new BatchNormStatisticsOperation(node.Name, norm, layer.Momentum, memory, input));
        builder.Operations.Add(new BatchNormApplyOperation(node.Name, memory, input, output));
        builder.Backward(output, gradient =>
        {
            builder.Operations.Add(new BatchNormGradientOperation(node.Name, norm, memory, input, gradient));
            builder.Contribute(input, (to, adds) => new BatchNormInputGradientOperation(node.Name, memory, input, gradient, to, adds));
        });
    }

    // By running statistics it scales and shifts each channel.
    private static void TrainFrozen(Node node, BatchNormTensors norm, Value input, Value output, TrainingBuilder builder)
    {
        builder.Operations.Add(new AffineOperation(node.Name, norm, input, output));
        builder.Backward(output, gradient =>
        {
            if (node.IsTrained)
            {
                builder.Operations.Add(new BatchNormGradientOperation(node.Name, norm, memory: null, input, gradient));
            }

            builder.Contribute(input, (to, adds) =>
                new ElementwiseOperation(node.Name, new ChannelScaleFunction("FrozenBatchNormGradient"), [gradient], to, adds)
                {
                    Vectors = [new FoldedVector(norm, IsShift: false)],
                });
        });
    }
}

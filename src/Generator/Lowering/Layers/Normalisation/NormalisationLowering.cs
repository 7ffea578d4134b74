using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Normalisation;

/// <summary>Normalisations by the statistics of each example, which are the same in training and at inference.</summary>
internal abstract class NormalisationLowering<TLayer> : LayerLowering<TLayer>
    where TLayer : NormalisationLayer
{
    protected sealed override void Infer(Node node, TLayer layer, InferenceBuilder builder)
    {
        if (PositionNormalisation.Of(node, layer, builder.ShapeOf(node)) is { } position)
        {
            PositionNormalisations.Forward(node, position, builder);
        }
        else
        {
            Forward(node, ExampleNormalisation.Of(node, layer, builder.ShapeOf(node)), builder);
        }
    }

    protected sealed override void Train(Node node, TLayer layer, TrainingBuilder builder)
    {
        if (PositionNormalisation.Of(node, layer, builder.ShapeOf(node)) is { } position)
        {
            PositionNormalisations.Train(node, position, builder);
            return;
        }

        Value input = builder.Read(node);
        ExampleNormalisation norm = ExampleNormalisation.Of(node, layer, builder.ShapeOf(node));
        (Value statistics, Value output) = Forward(node, norm, builder);
        builder.Track(output, hasParameters: node.IsTrained, input);
        builder.Backward(output, gradient =>
        {
            if (node.IsTrained)
            {
                builder.Operations.Add(new ScaleGradientOperation(norm, input, statistics, gradient));
            }

            if (builder.NeedsGradient(input))
            {
                Value means = norm.CreateResults("gradients");
                builder.Operations.Add(new SetGradientOperation(norm, input, statistics, gradient, means));
                builder.Contribute(
                    input, (to, adds) => new NormalisationInputGradientOperation(norm, input, statistics, gradient, means, to, adds));
            }
        });
    }

    private static (Value Statistics, Value Output) Forward(Node node, ExampleNormalisation norm, ProgramBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = builder.Define(node);
        Value statistics = norm.CreateResults("statistics");
        builder.Operations.Add(new SetStatisticsOperation(norm, input, statistics));
        builder.Operations.Add(new NormaliseOperation(norm, input, statistics, output));
        return (statistics, output);
    }
}

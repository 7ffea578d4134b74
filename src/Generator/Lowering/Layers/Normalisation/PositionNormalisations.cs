using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Normalisation;

/// <summary>
/// Normalisations of each position over its channels. What a position needs lies close together, so that it is normalised at once; only
/// gradients have the statistics stored, which they are computed from several times.
/// </summary>
internal static class PositionNormalisations
{
    /// <summary>Adds the forward pass.</summary>
    public static Value Forward(Node node, PositionNormalisation norm, ProgramBuilder builder)
    {
        Value output = builder.Define(node);
        builder.Operations.Add(new PositionNormaliseOperation(norm, builder.Read(node), output));
        return output;
    }

    /// <summary>Adds both passes.</summary>
    public static void Train(Node node, PositionNormalisation norm, TrainingBuilder builder)
    {
        Value input = builder.Read(node);
        Value output = Forward(node, norm, builder);
        builder.Track(output, hasParameters: node.IsTrained, input);
        builder.Backward(output, gradient =>
        {
            Value statistics = norm.CreateStatistics(input.Size);
            builder.Operations.Add(new PositionStatisticsOperation(norm, input, statistics));
            if (node.IsTrained)
            {
                builder.Operations.Add(new PositionScaleGradientOperation(norm, input, statistics, gradient));
            }

            builder.Contribute(
                input, (to, adds) => new PositionNormalisationGradientOperation(norm, input, statistics, gradient, to, adds));
        });
    }
}

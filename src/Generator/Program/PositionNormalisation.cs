using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Program;

/// <summary>A normalisation of each position over its channels, as its operations share it.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="IsCentred">Whether the mean is taken away.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="ScaleTensor">The tensor of a scale for each channel; null without one.</param>
/// <param name="ShiftTensor">The tensor of a shift for each channel; null without one.</param>
internal sealed record PositionNormalisation(string Layer, bool IsCentred, double Epsilon, string? ScaleTensor, string? ShiftTensor)
{
    /// <summary>Numbers of each position: mean and inverse deviation.</summary>
    private const int Results = 2;

    /// <summary>The normalisation of a layer; <see langword="null"/> where what is normalised together is something else.</summary>
    public static PositionNormalisation? Of(Node node, NormalisationLayer layer, FeatureShape input)
    {
        NormalisedSet set = layer.Set(input);
        return set.Channels == input.Channels && set.SpatialAxes == 0 && input.Rank > 0
            ? new(
                node.Name,
                layer.IsCentred,
                layer.Epsilon,
                NodeTensors.NameOf(node, TensorRole.Scale),
                NodeTensors.NameOf(node, TensorRole.Shift))
            : null;
    }

    /// <summary>A value for the statistics of each position.</summary>
    public Value CreateStatistics(Extent size) => new($"statistics of {Layer}", Results, size);
}

/// <summary>Normalises each position over its channels.</summary>
internal sealed class PositionNormaliseOperation(PositionNormalisation norm, Value input, Value output)
    : ValueOperation(norm.Layer, [input], output), IFusesActivation
{
    /// <inheritdoc/>
    public Activation Activation { get; set; } = Activation.Identity;

    public PositionNormalisation Norm => norm;

    public Value Input => input;
}

/// <summary>Mean and inverse deviation of each position, as the gradients need them.</summary>
internal sealed class PositionStatisticsOperation(PositionNormalisation norm, Value input, Value statistics)
    : ValueOperation(norm.Layer, [input], statistics)
{
    public PositionNormalisation Norm => norm;

    public Value Input => input;
}

/// <summary>Gradients to the scale and the shift of each channel.</summary>
internal sealed class PositionScaleGradientOperation(PositionNormalisation norm, Value input, Value statistics, Value outputGradient)
    : ParameterOperation(norm.Layer, input, statistics, outputGradient)
{
    public PositionNormalisation Norm => norm;

    public Value Input => input;

    public Value Statistics => statistics;

    public Value OutputGradient => outputGradient;
}

/// <summary>Gradient to the input.</summary>
internal sealed class PositionNormalisationGradientOperation(
    PositionNormalisation norm, Value input, Value statistics, Value outputGradient, Value inputGradient, bool accumulates)
    : ValueOperation(norm.Layer, [input, statistics, outputGradient], inputGradient, accumulates)
{
    public PositionNormalisation Norm => norm;

    public Value Input => input;

    public Value Statistics => statistics;

    public Value OutputGradient => outputGradient;
}

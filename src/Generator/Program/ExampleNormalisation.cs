using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;

namespace ConvGen.Generator.Program;

/// <summary>A normalisation by the statistics of each example, as its operations share it.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Sets">What is normalised together.</param>
/// <param name="IsCentred">Whether the mean is taken away.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Kind">What there is a scale for.</param>
/// <param name="ScaleTensor">The scale's tensor; null without one.</param>
/// <param name="ShiftTensor">The shift's tensor; null without one.</param>
internal sealed record ExampleNormalisation(
    string Layer, NormalisedSets Sets, bool IsCentred, double Epsilon, ElementScaleKind Kind, string? ScaleTensor, string? ShiftTensor)
{
    public ElementScaleKind Scale => ScaleTensor is null ? ElementScaleKind.None : Kind;

    public ElementScaleKind Shift => ShiftTensor is null ? ElementScaleKind.None : Kind;

    /// <summary>Which number of an element-by-element tensor goes where, when it is packed in blocks of 16 channels.</summary>
    public WeightMap Map => WeightMap.Forward(new ChannelGroups(1, Sets.Channels, 1), WeightMap.DenseWindow(Sets.Inner.Positions));

    /// <summary>Numbers of each set: mean and inverse deviation, or the second alone.</summary>
    public int Results => IsCentred ? 2 : 1;

    /// <summary>The normalisation of a layer.</summary>
    public static ExampleNormalisation Of(Node node, NormalisationLayer layer, FeatureShape input)
    {
        NormalisedSet set = layer.Set(input);
        bool hasAllChannels = set.Channels == input.Channels && set.SpatialAxes == input.Rank;
        ElementScaleKind kind = layer.ScalesChannels ? ElementScaleKind.Channels
            : hasAllChannels ? ElementScaleKind.Elements
            : ElementScaleKind.Positions;
        return new(
            node.Name,
            NormalisedSets.Of(input, set),
            layer.IsCentred,
            layer.Epsilon,
            kind,
            NodeTensors.NameOf(node, TensorRole.Scale),
            NodeTensors.NameOf(node, TensorRole.Shift));
    }

    /// <summary>A value for numbers that each set has: mean and inverse deviation, or the means of their gradients.</summary>
    public Value CreateResults(string name) =>
        new($"{name} of {Layer}", Results * Sets.Blocks * ValueLayout.BlockSize, Sets.Outer);
}

using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers;

/// <summary>A layer that changes values and keeps the shape: activations, dropout.</summary>
public abstract record PointwiseLayer : Layer
{
    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Keeps;

    /// <inheritdoc/>
    public override Inference Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems) =>
        new(inputs[0]) { Settings = Settings };

    /// <summary>The settings for tables.</summary>
    private protected virtual string Settings => string.Empty;
}

using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Activations;

/// <summary>exp(x) over its sum along the channels: per position on maps, over all features without spatial axes.</summary>
public sealed record SoftmaxLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Softmax";

    /// <inheritdoc/>
    public override string NamePrefix => "softmax";

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Depends;

    /// <inheritdoc/>
    internal override bool ReadsEverything(FeatureShape input) => input.Rank == 0;
}

/// <summary>The logarithm of softmax along the channels: per position on maps, over all features without spatial axes.</summary>
public sealed record LogSoftmaxLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "LogSoftmax";

    /// <inheritdoc/>
    public override string NamePrefix => "logsoftmax";

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Depends;

    /// <inheritdoc/>
    internal override bool ReadsEverything(FeatureShape input) => input.Rank == 0;
}

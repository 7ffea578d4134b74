namespace ConvGen.Model;

/// <summary>The logarithm of softmax along the channels: per position on maps, over all features without spatial axes.</summary>
public sealed record LogSoftmaxLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "LogSoftmax";

    /// <inheritdoc/>
    public override string NamePrefix => "logsoftmax";

    /// <inheritdoc/>
    internal override bool ReadsEverything(FeatureShape input) => input.Rank == 0;
}

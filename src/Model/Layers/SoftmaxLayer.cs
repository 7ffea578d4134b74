namespace ConvGen.Model;

/// <summary>exp(x) over its sum along the channels: per position on maps, over all features without spatial axes.</summary>
public sealed record SoftmaxLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Softmax";

    /// <inheritdoc/>
    public override string NamePrefix => "softmax";

    /// <inheritdoc/>
    internal override bool ReadsEverything(FeatureShape input) => input.Rank == 0;
}

namespace ConvGen.Model;

/// <summary>x·tanh(ln(1 + exp(x))), value by value.</summary>
public sealed record MishLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Mish";

    /// <inheritdoc/>
    public override string NamePrefix => "mish";

    /// <inheritdoc/>
    public override bool IsRectifier => true;
}

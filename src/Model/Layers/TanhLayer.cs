namespace ConvGen.Model;

/// <summary>The hyperbolic tangent, value by value.</summary>
public sealed record TanhLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Tanh";

    /// <inheritdoc/>
    public override string NamePrefix => "tanh";
}

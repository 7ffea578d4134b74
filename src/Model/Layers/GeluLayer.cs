namespace ConvGen.Model;

/// <summary>x times the standard normal distribution function of x, value by value.</summary>
/// <param name="Approximate">How the distribution is computed.</param>
public sealed record GeluLayer(GeluApproximation Approximate) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Gelu";

    /// <inheritdoc/>
    public override string NamePrefix => "gelu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;

    private protected override string Settings => Approximate == GeluApproximation.Tanh ? "tanh" : "";
}

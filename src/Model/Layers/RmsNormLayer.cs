namespace ConvGen.Model;

/// <summary>Normalisation by the root mean square: x/√(mean of x² + ε) over the last axes of each example.</summary>
/// <param name="Axes">How many axes, channels among them; <see langword="null"/> for all of the example.</param>
/// <param name="Epsilon">Added to the mean square, positive.</param>
/// <param name="Affine">Whether it scales.</param>
public sealed record RmsNormLayer(int? Axes, double Epsilon, bool Affine) : TrailingAxesLayer(Axes, Epsilon, Affine, Bias: false)
{
    /// <inheritdoc/>
    public override string Kind => "RmsNorm";

    /// <inheritdoc/>
    public override string NamePrefix => "rmsnorm";

    /// <inheritdoc/>
    public override bool IsCentred => false;
}

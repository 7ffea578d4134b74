namespace ConvGen.Model;

/// <summary>Layer normalisation: (x − mean)/√(variance + ε) over the last axes of each example.</summary>
/// <param name="Axes">How many axes, channels among them; <see langword="null"/> for all of the example.</param>
/// <param name="Epsilon">Added to the variance, positive.</param>
/// <param name="Affine">Whether it scales and shifts.</param>
/// <param name="Bias">Whether it shifts when it scales.</param>
public sealed record LayerNormLayer(int? Axes, double Epsilon, bool Affine, bool Bias) : TrailingAxesLayer(Axes, Epsilon, Affine, Bias)
{
    /// <inheritdoc/>
    public override string Kind => "LayerNorm";

    /// <inheritdoc/>
    public override string NamePrefix => "ln";
}

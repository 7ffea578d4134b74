using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Layers.Normalisation;

/// <summary>Local response normalisation: x/(k + alpha/size·Σ x²)^beta, summed over neighbouring channels of the same position.</summary>
/// <param name="Size">Channels of the sum: ⌊(size − 1)/2⌋ before and ⌈(size − 1)/2⌉ after each one.</param>
/// <param name="Alpha">The weight of the sum.</param>
/// <param name="Beta">The exponent.</param>
/// <param name="K">The constant that the sum is added to, positive.</param>
public sealed record LocalResponseNormLayer(int Size, double Alpha, double Beta, double K) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "LocalResponseNorm";

    /// <inheritdoc/>
    public override string NamePrefix => "lrn";

    private protected override string Settings => $"size {NumberText.Plain(Size)}";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckPositive(name, "size", Size, problems);
        CheckNotNegative(name, "Alpha", Alpha, problems);
        CheckFinite(name, "Beta", Beta, problems);
        CheckPositive(name, "K", K, problems);
    }
}

using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Normalisation;

/// <summary>Instance normalisation: (x − mean)/√(variance + ε) over the positions of each channel of each example.</summary>
/// <param name="Epsilon">Added to the variance, positive.</param>
/// <param name="Affine">Whether it scales and shifts.</param>
/// <param name="Bias">Whether it shifts when it scales.</param>
public sealed record InstanceNormLayer(double Epsilon, bool Affine, bool Bias) : NormalisationLayer(Epsilon, Affine, Bias)
{
    /// <inheritdoc/>
    public override string Kind => "InstanceNorm";

    /// <inheritdoc/>
    public override string NamePrefix => "instancenorm";

    /// <inheritdoc/>
    public override NormalisedSet Set(FeatureShape input) => new(1, input.Rank);

    private protected override bool Fits(string name, FeatureShape input, ICollection<Problem> problems)
    {
        if (input.Rank > 0)
        {
            return true;
        }

        problems.Add(Problem.Of(ProblemIds.RankMismatch, [Title(name), input.ToString()]));
        return false;
    }
}

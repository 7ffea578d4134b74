using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers.Normalisation;

/// <summary>Group normalisation: (x − mean)/√(variance + ε) over groups of channels and all positions of each example.</summary>
/// <param name="Groups">Groups that the channels are split into.</param>
/// <param name="Epsilon">Added to the variance, positive.</param>
/// <param name="Affine">Whether it scales and shifts.</param>
/// <param name="Bias">Whether it shifts when it scales.</param>
public sealed record GroupNormLayer(int Groups, double Epsilon, bool Affine, bool Bias) : NormalisationLayer(Epsilon, Affine, Bias)
{
    /// <inheritdoc/>
    public override string Kind => "GroupNorm";

    /// <inheritdoc/>
    public override string NamePrefix => "gn";

    /// <inheritdoc/>
    internal override ChannelUse ChannelUse => ChannelUse.Depends;

    private protected override string Settings => $"{NumberText.Plain(Groups)} groups";

    /// <inheritdoc/>
    public override NormalisedSet Set(FeatureShape input) => new(input.Channels / Groups, input.Rank);

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckPositive(name, "groups", Groups, problems);
        base.CheckValues(name, problems);
    }

    private protected override bool Fits(string name, FeatureShape input, ICollection<Problem> problems) =>
        CheckGroups(name, Groups, "groups", problems, ("channels", input.Channels));
}

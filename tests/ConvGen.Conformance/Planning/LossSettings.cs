using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Planning;

/// <summary>The settings of a loss's node.</summary>
/// <param name="Attributes">Those with names.</param>
/// <param name="ClassWeights">How much each class counts, where the node has such an input.</param>
internal sealed record LossSettings(Attributes Attributes, float[]? ClassWeights)
{
    private string ReductionName => Attributes.Text("reduction", "mean");

    public bool PerTarget => ReductionName == "none";

    // The loss of a single target is that target's summand of the sum.
    public Reduction Reduction => ReductionName == "mean" ? Reduction.Mean : Reduction.Sum;

    public int? IgnoredLabel => Attributes.Has("ignore_index") ? Attributes.Int("ignore_index") : null;

    public float Real(string name, double otherwise = 0) => (float)Attributes.Real(name, otherwise);
}

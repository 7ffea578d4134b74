using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Cross-entropy of yes and no given logits: −w·t·log σ(x) − (1 − t)·log(1 − σ(x)), as torch's BCEWithLogitsLoss. Targets have the shape of
/// the results and are probabilities, usually 0 or 1. A network that is trained with it ends without a sigmoid; apply
/// σ to its results, or compare them with 0.
/// </summary>
/// <param name="positiveWeight">w, how much a yes counts beside a no; above 1 where they are rare.</param>
/// <param name="reduction">Mean or sum over all floats of all examples.</param>
/// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite, or the reduction unknown.</exception>
public sealed class BinaryCrossEntropyLoss(float positiveWeight = 1, Reduction reduction = Reduction.Mean) : ValueLoss(reduction)
{
    /// <summary>How much a yes counts beside a no.</summary>
    public float PositiveWeight { get; } = positiveWeight > 0 && float.IsFinite(positiveWeight)
        ? positiveWeight
        : throw new ArgumentOutOfRangeException(
            nameof(positiveWeight), Invariant($"The weight must be positive and finite, not {positiveWeight}."));

    /// <inheritdoc/>
    public override bool TakesLogits => true;

    /// <inheritdoc/>
    protected internal override string? ObjectionTo(string lastLayerKind) => lastLayerKind switch
    {
        "Sigmoid" => "BinaryCrossEntropyLoss takes logits, and the network ends in a Sigmoid. Leave that layer out and apply the sigmoid "
            + "to the results where probabilities are wanted; a result above 0 is a probability above 1/2.",
        "Softmax" => "BinaryCrossEntropyLoss takes one logit for each yes or no, and the network ends in a Softmax. Leave that layer out, "
            + "or use CrossEntropyLoss.",
        _ => null,
    };

    /// <inheritdoc/>
    protected override double EvaluateElement(double output, double target, out double slope)
    {
        // −log σ(x) = log(1 + e^−x), which neither overflows nor cancels in terms of e^−|x|.
        double small = Math.Exp(-Math.Abs(output));
        double minusLog = LogOnePlus(small) + Math.Max(-output, 0);
        double complement = output >= 0 ? small / (1 + small) : 1 / (1 + small);
        double weight = 1 + (PositiveWeight - 1.0) * target;
        slope = 1 - target - weight * complement;
        return (1 - target) * output + weight * minusLog;
    }

    /// <summary>log(1 + x) for x from 0 to 1, exact to more than a float also where 1 + x would lose x.</summary>
    private static double LogOnePlus(double x) => x < 1e-5 ? x * (1 - x / 2) : Math.Log(1 + x);
}

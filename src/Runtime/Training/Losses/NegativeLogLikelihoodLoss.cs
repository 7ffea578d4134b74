namespace ConvGen;

/// <summary>
/// −w[class]·x[class], where x are the logarithms of probabilities, as a final LogSoftmax makes them; torch's NLLLoss. Targets are class
/// numbers, one for each position of a map.
/// </summary>
/// <param name="reduction">Mean or sum over examples and positions.</param>
/// <param name="classWeights">How much each class counts; null when all count the same.</param>
/// <param name="ignoredLabel">The target of positions that count for nothing; null for none.</param>
/// <exception cref="ArgumentOutOfRangeException">The reduction is unknown.</exception>
/// <exception cref="ArgumentException">A class weight is negative or not finite.</exception>
public sealed class NegativeLogLikelihoodLoss(
    Reduction reduction = Reduction.Mean, IReadOnlyList<float>? classWeights = null, int? ignoredLabel = null)
    : ClassLoss(reduction, classWeights, ignoredLabel)
{
    /// <inheritdoc/>
    public override bool TakesLogits => false;

    /// <inheritdoc/>
    protected internal override string? ObjectionTo(string lastLayerKind) => lastLayerKind == "Softmax"
        ? "The negative log-likelihood takes the logarithms of probabilities, and the network ends in a Softmax. "
            + "End it in LogSoftmax, or use CrossEntropyLoss."
        : null;

    /// <inheritdoc/>
    protected override double EvaluatePosition(
        ReadOnlySpan<float> outputs, int wanted, FeatureLayout layout, double scale, Span<float> gradient)
    {
        double weight = WeightOf(wanted);
        if (!gradient.IsEmpty)
        {
            gradient[wanted * layout.Positions] = (float)(-weight * scale);
        }

        return -weight * outputs[wanted * layout.Positions];
    }
}

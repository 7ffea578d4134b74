namespace ConvGen;

/// <summary>
/// Cross-entropy of probabilities given logits: −Σ t[c]·log softmax(x)[c] over the channels of each position, as torch's CrossEntropyLoss
/// has it for targets that are probabilities. Targets have the shape of the results: for labels that are mixed, smoothed or taken from
/// another network.
/// </summary>
/// <param name="reduction">Mean or sum over examples and positions.</param>
/// <exception cref="ArgumentOutOfRangeException">The reduction is unknown.</exception>
public sealed class SoftCrossEntropyLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    public override bool TakesLogits => true;

    /// <inheritdoc/>
    public override bool TakesClasses => false;

    /// <inheritdoc/>
    public override int TargetLength(int outputLength, int channels) => outputLength;

    /// <inheritdoc/>
    protected override double Accumulate(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, FeatureLayout layout, double scale, Span<float> gradient)
    {
        double loss = 0;
        for (int i = 0; i < outputs.Length / layout.Channels; i++)
        {
            int start = layout.StartOf(i);
            (double largest, double logSum) = CrossEntropyLoss.LogSumExp(outputs[start..], layout);
            double total = 0;
            for (int at = start; at < start + layout.Length; at += layout.Positions)
            {
                loss -= targets[at] * ((double)outputs[at] - largest - logSum);
                total += targets[at];
            }

            for (int at = start; at < start + layout.Length && !gradient.IsEmpty; at += layout.Positions)
            {
                gradient[at] = (float)((total * Math.Exp((double)outputs[at] - largest - logSum) - targets[at]) * scale);
            }
        }

        return loss;
    }

    /// <inheritdoc/>
    protected internal override double WeightOf(ReadOnlySpan<float> targets, FeatureLayout layout) =>
        (double)targets.Length / layout.Channels;
}

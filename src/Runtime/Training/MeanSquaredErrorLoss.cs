namespace ConvGen;

/// <summary>(x − t)², as torch's MSELoss. Targets have the shape of the results.</summary>
/// <param name="reduction">Mean or sum over all floats of all examples.</param>
/// <exception cref="ArgumentOutOfRangeException">The reduction is unknown.</exception>
public sealed class MeanSquaredErrorLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    public override bool TakesLogits => false;

    /// <inheritdoc/>
    public override bool TakesClasses => false;

    /// <inheritdoc/>
    public override int TargetLength(int outputLength, int channels) => outputLength;

    private protected override float EvaluateChecked(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int examples, FeatureLayout layout, Span<float> gradient)
    {
        double scale = Reduction == Reduction.Mean ? 1.0 / outputs.Length : 1;
        double total = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double difference = (double)outputs[i] - targets[i];
            total += difference * difference;
            if (!gradient.IsEmpty)
            {
                gradient[i] = (float)(2 * scale * difference);
            }
        }

        return (float)(total * scale);
    }
}

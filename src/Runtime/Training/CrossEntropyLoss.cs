using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Cross-entropy of classes given logits: −log softmax(x)[class], at every position of a map for dense prediction, as torch's
/// CrossEntropyLoss. Targets are class numbers, one for each position. With label smoothing ε (Szegedy et al. 2016) the wanted
/// distribution is 1 − ε on the class plus ε spread evenly over all classes.
/// </summary>
/// <param name="labelSmoothing">ε, from 0 to 1.</param>
/// <param name="reduction">Mean or sum over examples and positions.</param>
/// <exception cref="ArgumentOutOfRangeException">The label smoothing is outside [0, 1], or the reduction unknown.</exception>
public sealed class CrossEntropyLoss(float labelSmoothing = 0, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>The share of the wanted distribution that is spread evenly over all classes.</summary>
    public float LabelSmoothing { get; } = labelSmoothing is >= 0 and <= 1
        ? labelSmoothing
        : throw new ArgumentOutOfRangeException(nameof(labelSmoothing), Invariant($"Label smoothing is from 0 to 1, not {labelSmoothing}."));

    /// <inheritdoc/>
    public override bool TakesLogits => true;

    /// <inheritdoc/>
    public override bool TakesClasses => true;

    /// <inheritdoc/>
    public override int TargetLength(int outputLength, int channels) => outputLength / channels;

    private protected override float EvaluateChecked(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int examples, FeatureLayout layout, Span<float> gradient)
    {
        CheckClasses(targets, layout);
        double scale = Reduction == Reduction.Mean ? 1.0 / targets.Length : 1;
        double total = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            int example = Math.DivRem(i, layout.Positions, out int position);
            int start = example * layout.Length + position;
            var slope = gradient.IsEmpty ? default : gradient[start..];
            total += EvaluatePosition(outputs[start..], (int)targets[i], layout, scale, slope);
        }

        return (float)(total * scale);
    }

    /// <summary>The loss at one position, whose channels are a map apart.</summary>
    private double EvaluatePosition(ReadOnlySpan<float> logits, int wanted, FeatureLayout layout, double scale, Span<float> gradient)
    {
        int classes = layout.Channels;
        int step = layout.Positions;
        float largest = float.NegativeInfinity;
        for (int c = 0; c < classes; c++)
        {
            largest = MathF.Max(largest, logits[c * step]);
        }

        // Relative to the largest logit no exponential overflows, and their sum is at least 1.
        double sum = 0;
        double logitSum = 0;
        for (int c = 0; c < classes; c++)
        {
            double logit = (double)logits[c * step] - largest;
            sum += Math.Exp(logit);
            logitSum += logit;
        }

        double logSum = Math.Log(sum);
        double spread = LabelSmoothing / (double)classes;
        if (!gradient.IsEmpty)
        {
            for (int c = 0; c < classes; c++)
            {
                double probability = Math.Exp((double)logits[c * step] - largest - logSum);
                double target = spread + (c == wanted ? 1 - (double)LabelSmoothing : 0);
                gradient[c * step] = (float)((probability - target) * scale);
            }
        }

        double nearness = (1 - (double)LabelSmoothing) * ((double)logits[wanted * step] - largest - logSum);
        double evenness = LabelSmoothing == 0 ? 0 : spread * (logitSum - classes * logSum);
        return -(nearness + evenness);
    }

    private static void CheckClasses(ReadOnlySpan<float> targets, FeatureLayout layout)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            float target = targets[i];
            if (!(target >= 0 && target < layout.Channels && target == MathF.Floor(target)))
            {
                int example = Math.DivRem(i, layout.Positions, out int position);
                throw new ArgumentException(
                    Invariant($"The target of example {example}, position {position} is {target}; classes are 0 to {layout.Channels - 1}."),
                    nameof(targets));
            }
        }
    }
}

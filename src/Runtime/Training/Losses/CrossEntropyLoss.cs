using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Cross-entropy of classes given logits: −w[class]·log softmax(x)[class], at every position of a map for dense prediction, as torch's
/// CrossEntropyLoss. Targets are class numbers, one for each position. With label smoothing ε (Szegedy et al. 2016) the wanted
/// distribution is 1 − ε on the class plus ε spread evenly over all classes.
/// </summary>
/// <param name="labelSmoothing">ε, from 0 to 1.</param>
/// <param name="reduction">Mean or sum over examples and positions.</param>
/// <param name="classWeights">How much each class counts; null when all count the same.</param>
/// <param name="ignoredLabel">The target of positions that count for nothing; null for none.</param>
/// <exception cref="ArgumentOutOfRangeException">The label smoothing is outside [0, 1], or the reduction unknown.</exception>
/// <exception cref="ArgumentException">A class weight is negative or not finite.</exception>
public sealed class CrossEntropyLoss(
    float labelSmoothing = 0,
    Reduction reduction = Reduction.Mean,
    IReadOnlyList<float>? classWeights = null,
    int? ignoredLabel = null)
    : ClassLoss(reduction, classWeights, ignoredLabel)
{
    /// <summary>The share of the wanted distribution that is spread evenly over all classes.</summary>
    public float LabelSmoothing { get; } = labelSmoothing is >= 0 and <= 1
        ? labelSmoothing
        : throw new ArgumentOutOfRangeException(
            nameof(labelSmoothing), Invariant($"Label smoothing is from 0 to 1, not {labelSmoothing}."));

    /// <inheritdoc/>
    public override bool TakesLogits => true;

    /// <summary>
    /// The logarithms of the probabilities that the loss takes logits for: x − log Σ exp(x) over the channels of each position.
    /// </summary>
    /// <param name="logits">The logits, planar, one result after another.</param>
    /// <param name="layout">How one result is arranged.</param>
    /// <param name="logProbabilities">Takes as many numbers as there are logits, in the same order.</param>
    /// <exception cref="ArgumentException">The logits are no whole number of results, or there is not as much room.</exception>
    public static void LogProbabilities(ReadOnlySpan<float> logits, FeatureLayout layout, Span<float> logProbabilities)
    {
        layout.Check(nameof(layout));
        if (logits.Length % layout.Length != 0 || logProbabilities.Length != logits.Length)
        {
            throw new ArgumentException(
                Invariant($"Expected as many numbers as logits, in results of {layout.Length}, ")
                    + Invariant($"but got {logits.Length} logits and room for {logProbabilities.Length}."),
                nameof(logProbabilities));
        }

        for (int i = 0; i < logits.Length / layout.Channels; i++)
        {
            int start = layout.StartOf(i);
            (double largest, double logSum) = LogSumExp(logits[start..], layout);
            for (int c = 0; c < layout.Channels; c++)
            {
                int at = start + c * layout.Positions;
                logProbabilities[at] = (float)((double)logits[at] - largest - logSum);
            }
        }
    }

    /// <inheritdoc/>
    protected override double EvaluatePosition(
        ReadOnlySpan<float> outputs, int wanted, FeatureLayout layout, double scale, Span<float> gradient)
    {
        int step = layout.Positions;
        (double largest, double logSum) = LogSumExp(outputs, layout);

        // Each class's share of the wanted distribution, times its weight, multiplies that class's −log p.
        double nearness = (1 - (double)LabelSmoothing) * WeightOf(wanted);
        double spread = LabelSmoothing / (double)layout.Channels;
        double loss = -nearness * ((double)outputs[wanted * step] - largest - logSum);
        double total = nearness;
        for (int c = 0; c < layout.Channels && spread > 0; c++)
        {
            loss -= spread * WeightOf(c) * ((double)outputs[c * step] - largest - logSum);
            total += spread * WeightOf(c);
        }

        for (int c = 0; c < layout.Channels && !gradient.IsEmpty; c++)
        {
            double probability = Math.Exp((double)outputs[c * step] - largest - logSum);
            double share = spread * WeightOf(c) + (c == wanted ? nearness : 0);
            gradient[c * step] = (float)((total * probability - share) * scale);
        }

        return loss;
    }

    /// <summary>log Σ exp(x), in two parts: relative to the largest logit no exponential overflows, and their sum is at least 1.</summary>
    internal static (double Largest, double LogSum) LogSumExp(ReadOnlySpan<float> logits, FeatureLayout layout)
    {
        float largest = float.NegativeInfinity;
        for (int c = 0; c < layout.Channels; c++)
        {
            largest = MathF.Max(largest, logits[c * layout.Positions]);
        }

        double sum = 0;
        for (int c = 0; c < layout.Channels; c++)
        {
            sum += Math.Exp((double)logits[c * layout.Positions] - largest);
        }

        return (largest, Math.Log(sum));
    }
}

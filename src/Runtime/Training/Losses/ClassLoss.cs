using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// A loss whose targets are class numbers, one for each position of a map. Classes may have weights; then a mean is the weighted one,
/// Σ w[class]·loss / Σ w[class], as torch's. Positions with the ignored label count for nothing.
/// </summary>
public abstract class ClassLoss : Loss
{
    private readonly float[] _weights;

    /// <summary>Makes a loss.</summary>
    /// <param name="reduction">Mean or sum over examples and positions.</param>
    /// <param name="classWeights">How much each class counts; null when all count the same.</param>
    /// <param name="ignoredLabel">The target of positions that count for nothing; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is unknown.</exception>
    /// <exception cref="ArgumentException">A class weight is negative or not finite.</exception>
    protected ClassLoss(Reduction reduction, IReadOnlyList<float>? classWeights = null, int? ignoredLabel = null)
        : base(reduction)
    {
        _weights = [.. classWeights ?? []];
        if (classWeights is not null
            && (_weights.Length == 0 || !Array.TrueForAll(_weights, weight => weight >= 0 && float.IsFinite(weight))))
        {
            throw new ArgumentException("There must be a finite weight that is not negative for each class.", nameof(classWeights));
        }

        ClassWeights = classWeights is null ? null : Array.AsReadOnly(_weights);
        IgnoredLabel = ignoredLabel;
    }

    /// <summary>How much each class counts; null when all count the same.</summary>
    public IReadOnlyList<float>? ClassWeights { get; }

    /// <summary>The target of positions that count for nothing, such as −100 or a class that is not to be learned; null for none.</summary>
    public int? IgnoredLabel { get; }

    /// <inheritdoc/>
    public sealed override bool TakesClasses => true;

    /// <inheritdoc/>
    public sealed override int TargetLength(int outputLength, int channels) => outputLength / channels;

    /// <inheritdoc/>
    protected internal sealed override double WeightOf(ReadOnlySpan<float> targets, FeatureLayout layout)
    {
        double weight = 0;
        foreach (float target in targets)
        {
            weight += IsIgnored(target) ? 0 : WeightOf((int)target);
        }

        return weight;
    }

    /// <summary>
    /// Counts the positions whose largest channel is the wanted one, of equal channels the first, and those that are judged at all. Where a
    /// channel is not a number, none is the largest, and the position is not right.
    /// </summary>
    internal (long Right, long Judged) CountRight(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, FeatureLayout layout)
    {
        long right = 0;
        long judged = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            if (!IsIgnored(targets[i]))
            {
                judged++;
                right += layout.LargestChannel(outputs[layout.StartOf(i)..]) == (int)targets[i] ? 1 : 0;
            }
        }

        return (right, judged);
    }

    /// <inheritdoc/>
    protected internal sealed override string? ObjectionTo(FeatureLayout layout) =>
        ClassWeights is null || _weights.Length == layout.Channels
            ? null
            : Invariant($"The loss has weights for {_weights.Length} classes; the results have {layout.Channels}.");

    /// <inheritdoc/>
    protected internal sealed override int FindWrongTarget(ReadOnlySpan<float> targets, FeatureLayout layout)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            float target = targets[i];
            if (!(target >= 0 && target < layout.Channels && target == MathF.Floor(target)) && !IsIgnored(target))
            {
                return i;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    protected internal sealed override string DescribeWrongTarget(
        ReadOnlySpan<float> targets, int index, FeatureLayout layout, string example)
    {
        string position = layout.Positions == 1 ? "" : Invariant($", position {index % layout.Positions}");
        return Invariant($"The target of {example}{position} is {targets[index]}; classes are 0 to {layout.Channels - 1}.");
    }

    /// <inheritdoc/>
    protected sealed override double Accumulate(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, FeatureLayout layout, double scale, Span<float> gradient)
    {
        gradient.Clear();
        double total = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            if (!IsIgnored(targets[i]))
            {
                int start = layout.StartOf(i);
                total += EvaluatePosition(outputs[start..], (int)targets[i], layout, scale, gradient.IsEmpty ? default : gradient[start..]);
            }
        }

        return total;
    }

    /// <summary>The loss at one position, times the weight of its class.</summary>
    /// <param name="outputs">Begins with the position's first channel; the next are <see cref="FeatureLayout.Positions"/> apart.</param>
    /// <param name="wanted">The class.</param>
    /// <param name="layout">How one result is arranged.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    /// <param name="gradient">
    /// Takes the gradient at the same places as <paramref name="outputs"/> has the channels, where it is zero so far; empty when only the
    /// loss is wanted.
    /// </param>
    protected abstract double EvaluatePosition(
        ReadOnlySpan<float> outputs, int wanted, FeatureLayout layout, double scale, Span<float> gradient);

    /// <summary>How much a class counts.</summary>
    /// <param name="label">The class.</param>
    protected double WeightOf(int label) => _weights.Length == 0 ? 1 : _weights[label];

    private bool IsIgnored(float target) => target == IgnoredLabel;
}

using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// How often which class is taken for which, and the scores that follow from it. Classes are those of a class loss, or no (0) and yes (1)
/// where a single channel is a logit: yes above the threshold. Its <see cref="Metric.Value"/> is the accuracy.
/// </summary>
/// <remarks>
/// With TP, FP and FN the positions that are rightly, wrongly and wrongly not taken for a class: precision TP/(TP + FP), recall
/// TP/(TP + FN), F1 2·TP/(2·TP + FP + FN), intersection over union TP/(TP + FP + FN); 0 where the divisor is 0, as scikit-learn has it.
/// </remarks>
public class ConfusionMatrix : Metric
{
    private readonly int? _ignoredLabel;
    private readonly float _threshold;
    private long[] _counts = [];

    /// <summary>Makes the metric.</summary>
    /// <param name="ignoredLabel">The target of positions that count for nothing; null for none.</param>
    /// <param name="threshold">For a single channel: above what it means yes.</param>
    public ConfusionMatrix(int? ignoredLabel = null, float threshold = 0)
        : this("accuracy", ignoredLabel, threshold)
    {
    }

    private protected ConfusionMatrix(string name, int? ignoredLabel, float threshold)
        : base(name)
    {
        _ignoredLabel = ignoredLabel;
        _threshold = threshold;
    }

    /// <summary>How many classes there are; 0 before anything was added.</summary>
    public int Classes { get; private set; }

    /// <summary>How many positions were judged.</summary>
    public long Total { get; private set; }

    /// <inheritdoc/>
    public override double Value => Accuracy;

    /// <summary>The share of positions that were right; not a number for none.</summary>
    public double Accuracy => Total == 0 ? double.NaN : (double)Enumerable.Range(0, Classes).Sum(c => this[c, c]) / Total;

    /// <summary>
    /// How many positions of a class were taken for another. Those with a channel that is not a number were taken for none, and are in
    /// <see cref="Total"/> only.
    /// </summary>
    /// <param name="actual">The target.</param>
    /// <param name="predicted">What the network made of it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)actual, (uint)Classes, nameof(actual));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)Classes, nameof(predicted));
            return _counts[actual * (Classes + 1) + predicted];
        }
    }

    /// <summary>The share of what was taken for a class that is of it.</summary>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int label) => Ratio(this[label, label], Predicted(label));

    /// <summary>The share of a class that was taken for it.</summary>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int label) => Ratio(this[label, label], Actual(label));

    /// <summary>The harmonic mean of precision and recall.</summary>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double F1(int label) => Ratio(2 * this[label, label], Actual(label) + Predicted(label));

    /// <summary>What is of a class and was taken for it, of all that is of it or was taken for it (Jaccard 1901).</summary>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double IntersectionOverUnion(int label) => Ratio(this[label, label], Actual(label) + Predicted(label) - this[label, label]);

    /// <summary>The mean of a score over the classes that occur, as targets or as results; not a number when none does.</summary>
    /// <param name="score">Such as <c>matrix.F1</c>.</param>
    public double Mean(Func<int, double> score)
    {
        ArgumentNullException.ThrowIfNull(score);
        int[] occurring = [.. Enumerable.Range(0, Classes).Where(c => Actual(c) + Predicted(c) > 0)];
        return occurring.Length == 0 ? double.NaN : occurring.Average(score);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(_counts);
        Total = 0;
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, FeatureLayout layout)
    {
        int classes = Math.Max(layout.Channels, 2);
        if (classes != Classes)
        {
            Classes = classes;
            Total = 0;
            _counts = new long[classes * (classes + 1)];
        }

        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] == _ignoredLabel)
            {
                continue;
            }

            Total++;
            ReadOnlySpan<float> scores = outputs[layout.StartOf(i)..];
            int predicted = layout.Channels > 1 ? layout.LargestChannel(scores)
                : float.IsNaN(scores[0]) ? -1 : scores[0] > _threshold ? 1 : 0;

            int actual = layout.Channels > 1 ? (int)targets[i] : targets[i] > 0.5f ? 1 : 0;

            // The last column is of those that were taken for no class.
            _counts[actual * (classes + 1) + (predicted < 0 ? classes : predicted)]++;
        }
    }

    /// <inheritdoc/>
    protected internal override string? ObjectionTo(Loss loss, FeatureLayout layout) => loss.TakesClasses || layout.Channels == 1
        ? null
        : Invariant($"The {Name} is of classes: of a loss whose targets are classes, or of a single logit. ")
            + Invariant($"This loss takes {loss.TargetLength(layout.Length, layout.Channels)} values.");

    private long Actual(int label) => Enumerable.Range(0, Classes + 1).Sum(predicted => _counts[label * (Classes + 1) + predicted]);

    private long Predicted(int label) => Enumerable.Range(0, Classes).Sum(actual => this[actual, label]);

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}

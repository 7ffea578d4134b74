using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// The share of positions whose class is among the k largest channels. Of equal channels the first counts as larger; a position with a
/// channel that is not a number is not right.
/// </summary>
public sealed class TopKAccuracy : Metric
{
    private readonly int _k;
    private readonly int? _ignoredLabel;
    private long _right;
    private long _judged;

    /// <summary>Makes the metric.</summary>
    /// <param name="k">How many channels count.</param>
    /// <param name="ignoredLabel">The target of positions that count for nothing; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is not positive.</exception>
    public TopKAccuracy(int k = 5, int? ignoredLabel = null)
        : base(Invariant($"top-{k} accuracy"))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        _k = k;
        _ignoredLabel = ignoredLabel;
    }

    /// <inheritdoc/>
    public override double Value => _judged == 0 ? double.NaN : (double)_right / _judged;

    /// <inheritdoc/>
    public override void Reset() => (_right, _judged) = (0, 0);

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, FeatureLayout layout)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] != _ignoredLabel)
            {
                _judged++;
                _right += IsAmongLargest(outputs[layout.StartOf(i)..], (int)targets[i], layout) ? 1 : 0;
            }
        }
    }

    /// <inheritdoc/>
    protected internal override string? ObjectionTo(Loss loss, FeatureLayout layout) => !loss.TakesClasses
        ? $"The {Name} is of classes, and the targets of this loss are none."
        : _k > layout.Channels ? Invariant($"The {Name} needs at least {_k} classes; the results have {layout.Channels}.") : null;

    private bool IsAmongLargest(ReadOnlySpan<float> scores, int wanted, FeatureLayout layout)
    {
        float score = scores[wanted * layout.Positions];
        int larger = 0;
        for (int c = 0; c < layout.Channels; c++)
        {
            float other = scores[c * layout.Positions];
            if (float.IsNaN(other))
            {
                return false;
            }

            larger += other > score || (other == score && c < wanted) ? 1 : 0;
        }

        return larger < _k;
    }
}

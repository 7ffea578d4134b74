using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Tensors that are trained otherwise than the rest: with a rate or a weight decay of their own, or not at all. For example, biases
/// without decay, a pretrained trunk at a tenth of the rate, or frozen.
/// </summary>
public sealed record ParameterGroup
{
    private readonly double _rateFactor = 1;
    private readonly double? _weightDecay;

    /// <summary>Makes a group.</summary>
    /// <param name="pattern">
    /// Which tensors: a full name, the beginning of one up to a dot, such as <c>features</c> or <c>layer1.0</c>, or a pattern in which
    /// <c>*</c> stands for any characters and <c>?</c> for one, such as <c>*.bias</c>.
    /// </param>
    public ParameterGroup(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Pattern = pattern;
    }

    /// <summary>Which tensors.</summary>
    public string Pattern { get; }

    /// <summary>What the optimizer's learning rate is multiplied by for them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double RateFactor
    {
        get => _rateFactor;
        init => _rateFactor = Checked(value, nameof(RateFactor));
    }

    /// <summary>Their weight decay; null for the optimizer's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double? WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = value is null ? null : Checked(value.Value, nameof(WeightDecay));
    }

    /// <summary>Whether they stay as they are.</summary>
    public bool IsFrozen { get; init; }

    private static double Checked(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"{name} must be finite and not negative, not {value}."));
}

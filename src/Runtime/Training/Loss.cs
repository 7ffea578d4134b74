using static System.FormattableString;

namespace ConvGen;

/// <summary>How wrong a network's results are, and in which direction to change them. Losses have no state and may be shared.</summary>
public abstract class Loss
{
    private protected Loss(Reduction reduction)
    {
        if (!Enum.IsDefined(reduction))
        {
            throw new ArgumentOutOfRangeException(nameof(reduction), Invariant($"There is no reduction {(int)reduction}."));
        }

        Reduction = reduction;
    }

    /// <summary>Cross-entropy of classes, the mean over examples and positions.</summary>
    public static Loss CrossEntropy { get; } = new CrossEntropyLoss();

    /// <summary>The mean of the squared differences.</summary>
    public static Loss MeanSquaredError { get; } = new MeanSquaredErrorLoss();

    /// <summary>How the loss makes one number of many.</summary>
    public Reduction Reduction { get; }

    /// <summary>Whether the loss takes what goes into a final softmax instead of what comes out; training then leaves that softmax out.</summary>
    public abstract bool TakesLogits { get; }

    /// <summary>Whether targets are classes, one for each position.</summary>
    public abstract bool TakesClasses { get; }

    /// <summary>The floats of one target.</summary>
    /// <param name="outputLength">The floats of one result.</param>
    /// <param name="channels">The channels of one result.</param>
    public abstract int TargetLength(int outputLength, int channels);

    /// <summary>The loss of some results, and its gradient by them. Sums are kept in double precision in a fixed order.</summary>
    /// <param name="outputs">The results, planar, one after another.</param>
    /// <param name="targets">The targets, one after another.</param>
    /// <param name="examples">How many of each there are.</param>
    /// <param name="layout">How one result is arranged.</param>
    /// <param name="gradient">Takes the gradient, as long as <paramref name="outputs"/>; empty when only the loss is wanted.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a target is not a class.</exception>
    public float Evaluate(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int examples, FeatureLayout layout, Span<float> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(examples, 1);
        CheckLength(outputs.Length, (long)examples * layout.Length, nameof(outputs));
        CheckLength(targets.Length, (long)examples * TargetLength(layout.Length, layout.Channels), nameof(targets));
        if (!gradient.IsEmpty)
        {
            CheckLength(gradient.Length, outputs.Length, nameof(gradient));
        }

        return EvaluateChecked(outputs, targets, examples, layout, gradient);
    }

    /// <summary>Does the work of <see cref="Evaluate"/> once the lengths are known to fit.</summary>
    private protected abstract float EvaluateChecked(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int examples, FeatureLayout layout, Span<float> gradient);

    private static void CheckLength(int length, long expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException(Invariant($"Expected {expected} floats but got {length}."), name);
        }
    }
}

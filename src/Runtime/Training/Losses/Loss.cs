using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// How wrong a network's results are, and in which direction to change them. Losses have no state and may be shared. For a loss of your
/// own, derive from <see cref="ValueLoss"/> when each float of a result is judged by itself, from <see cref="ClassLoss"/> when each
/// position is judged by a class number, and else from this class.
/// </summary>
public abstract class Loss
{
    /// <summary>Makes a loss.</summary>
    /// <param name="reduction">How it makes one number of many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is unknown.</exception>
    protected Loss(Reduction reduction)
    {
        if (!Enum.IsDefined(reduction))
        {
            throw new ArgumentOutOfRangeException(nameof(reduction), Invariant($"There is no reduction {(int)reduction}."));
        }

        Reduction = reduction;
    }

    /// <summary>Cross-entropy of classes given logits, the mean over examples and positions.</summary>
    public static Loss CrossEntropy { get; } = new CrossEntropyLoss();

    /// <summary>Cross-entropy of classes given the logarithms of their probabilities, the mean over examples and positions.</summary>
    public static Loss NegativeLogLikelihood { get; } = new NegativeLogLikelihoodLoss();

    /// <summary>Cross-entropy of yes and no given logits, the mean over all floats.</summary>
    public static Loss BinaryCrossEntropy { get; } = new BinaryCrossEntropyLoss();

    /// <summary>The mean of the squared differences.</summary>
    public static Loss MeanSquaredError { get; } = new MeanSquaredErrorLoss();

    /// <summary>The mean of the differences' magnitudes.</summary>
    public static Loss MeanAbsoluteError { get; } = new MeanAbsoluteErrorLoss();

    /// <summary>The mean of Huber's loss: squared for differences up to 1, linear beyond.</summary>
    public static Loss Huber { get; } = new HuberLoss();

    /// <summary>How the loss makes one number of many.</summary>
    public Reduction Reduction { get; }

    /// <summary>
    /// Whether the loss takes logits instead of the probabilities that a final activation makes of them; training leaves a final softmax
    /// out for it.
    /// </summary>
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
    /// <returns>The loss; 0 when it is a mean over nothing, because every label is ignored.</returns>
    /// <exception cref="ArgumentException">
    /// A length does not fit, a target is not a class, or the gradient overlaps what it is computed from.
    /// </exception>
    public float Evaluate(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int examples, FeatureLayout layout, Span<float> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(examples, 1);
        layout.Check(nameof(layout));
        CheckLength(outputs.Length, (long)examples * layout.Length, nameof(outputs));
        CheckLength(targets.Length, (long)examples * TargetLength(layout.Length, layout.Channels), nameof(targets));
        if (!gradient.IsEmpty)
        {
            CheckLength(gradient.Length, outputs.Length, nameof(gradient));
            if (outputs.Overlaps(gradient) || targets.Overlaps(gradient))
            {
                throw new ArgumentException(
                    "The gradient overlaps the outputs or the targets: it would be written over what is not yet read.", nameof(gradient));
            }
        }

        if (ObjectionTo(layout) is { } objection)
        {
            throw new ArgumentException(objection, nameof(layout));
        }

        int wrong = FindWrongTarget(targets, layout);
        if (wrong >= 0)
        {
            string example = Invariant($"example {wrong / TargetLength(layout.Length, layout.Channels)}");
            throw new ArgumentException(DescribeWrongTarget(targets, wrong, layout, example), nameof(targets));
        }

        double divisor = Reduction == Reduction.Mean ? WeightOf(targets, layout) : 1;
        double scale = divisor > 0 ? 1 / divisor : 0;
        return (float)(Accumulate(outputs, targets, layout, scale, gradient) * scale);
    }

    /// <summary>
    /// What the mean over these targets is divided by: how many they are unless a loss says otherwise, such as the sum of their weights.
    /// </summary>
    /// <param name="targets">The targets, one after another.</param>
    /// <param name="layout">How one result is arranged.</param>
    protected internal virtual double WeightOf(ReadOnlySpan<float> targets, FeatureLayout layout) => targets.Length;

    /// <summary>
    /// Why a network that ends in a layer of some kind cannot be trained with this loss, and what to do; null when it can.
    /// </summary>
    /// <param name="lastLayerKind">The kind, such as <c>Softmax</c>.</param>
    protected internal virtual string? ObjectionTo(string lastLayerKind) => null;

    /// <summary>Why results of a layout cannot be judged, apart from any targets; null when they can.</summary>
    /// <param name="layout">How one result is arranged.</param>
    protected internal virtual string? ObjectionTo(FeatureLayout layout) => null;

    /// <summary>The first target that is not what the loss takes; −1 when all are.</summary>
    /// <param name="targets">The targets, one after another.</param>
    /// <param name="layout">How one result is arranged.</param>
    protected internal virtual int FindWrongTarget(ReadOnlySpan<float> targets, FeatureLayout layout) => NonFinite.IndexIn(targets);

    /// <summary>Says what is wrong with a target.</summary>
    /// <param name="targets">All of them.</param>
    /// <param name="index">Which one.</param>
    /// <param name="layout">How one result is arranged.</param>
    /// <param name="example">How the example is called that it is of.</param>
    protected internal virtual string DescribeWrongTarget(ReadOnlySpan<float> targets, int index, FeatureLayout layout, string example) =>
        Invariant($"The target of {example} has {targets[index]} at {index % TargetLength(layout.Length, layout.Channels)}; ")
            + "targets are finite.";

    /// <summary>
    /// The sum of the losses, unscaled; writes the gradient times a factor unless it is empty. Lengths and targets have been checked. The
    /// sum is to be in double precision and in an order that depends on nothing else.
    /// </summary>
    /// <param name="outputs">The results, planar, one after another.</param>
    /// <param name="targets">The targets, one after another.</param>
    /// <param name="layout">How one result is arranged.</param>
    /// <param name="scale">What the gradient of the sum is multiplied by: 1 over the weight of the targets for a mean.</param>
    /// <param name="gradient">Takes the gradient, every float of it; empty when only the loss is wanted.</param>
    protected abstract double Accumulate(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, FeatureLayout layout, double scale, Span<float> gradient);

    /// <summary>Checks the length of what is judged, or of what it is judged by.</summary>
    internal static void CheckLength(int length, long expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException(Invariant($"Expected {expected} floats but got {length}."), name);
        }
    }
}

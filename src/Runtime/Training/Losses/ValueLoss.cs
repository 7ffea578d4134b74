namespace ConvGen;

/// <summary>A loss that compares each float of a result with its own target. Targets have the shape of the results.</summary>
public abstract class ValueLoss : Loss
{
    /// <summary>Makes a loss.</summary>
    /// <param name="reduction">Mean or sum over all floats of all examples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is unknown.</exception>
    protected ValueLoss(Reduction reduction)
        : base(reduction)
    {
    }

    /// <inheritdoc/>
    public override bool TakesLogits => false;

    /// <inheritdoc/>
    public sealed override bool TakesClasses => false;

    /// <inheritdoc/>
    public sealed override int TargetLength(int outputLength, int channels) => outputLength;

    /// <inheritdoc/>
    protected sealed override double Accumulate(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, FeatureLayout layout, double scale, Span<float> gradient)
    {
        double total = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            total += EvaluateElement(outputs[i], targets[i], out double slope);
            if (!gradient.IsEmpty)
            {
                gradient[i] = (float)(slope * scale);
            }
        }

        return total;
    }

    /// <summary>The loss of one float and its derivative by it.</summary>
    /// <param name="output">The float.</param>
    /// <param name="target">What it should be.</param>
    /// <param name="slope">The derivative by <paramref name="output"/>.</param>
    protected abstract double EvaluateElement(double output, double target, out double slope);

    /// <summary>The slope of |x|: −1, 1, and 0 between; what is no number stays none.</summary>
    private protected static double SlopeOfMagnitude(double x) => x > 0 ? 1 : x < 0 ? -1 : x;
}

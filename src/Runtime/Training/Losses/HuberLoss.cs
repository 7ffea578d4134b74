using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Huber's loss (1964), as torch's HuberLoss: (x − t)²/2 where |x − t| ≤ δ, and δ·(|x − t| − δ/2) beyond. Targets have the shape of the
/// results.
/// </summary>
/// <param name="delta">δ, where the parabola becomes a line.</param>
/// <param name="reduction">Mean or sum over all floats of all examples.</param>
/// <exception cref="ArgumentOutOfRangeException">δ is not positive and finite, or the reduction unknown.</exception>
public sealed class HuberLoss(float delta = 1, Reduction reduction = Reduction.Mean) : ValueLoss(reduction)
{
    /// <summary>Where the parabola becomes a line.</summary>
    public float Delta { get; } = delta > 0 && float.IsFinite(delta)
        ? delta
        : throw new ArgumentOutOfRangeException(nameof(delta), Invariant($"δ must be positive and finite, not {delta}."));

    /// <inheritdoc/>
    protected override double EvaluateElement(double output, double target, out double slope)
    {
        double difference = output - target;
        slope = Math.Clamp(difference, -Delta, Delta);
        return slope * (difference - slope / 2);
    }
}

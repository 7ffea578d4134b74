using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// Smooth L1 (Girshick 2015), as torch's SmoothL1Loss: (x − t)²/(2β) where |x − t| &lt; β, and |x − t| − β/2 beyond; with β = 0 it is |x −
/// t|. It is Huber's loss with δ = β, divided by β. Targets have the shape of the results.
/// </summary>
/// <param name="beta">β, where the parabola becomes a line.</param>
/// <param name="reduction">Mean or sum over all floats of all examples.</param>
/// <exception cref="ArgumentOutOfRangeException">β is negative or not finite, or the reduction unknown.</exception>
public sealed class SmoothL1Loss(float beta = 1, Reduction reduction = Reduction.Mean) : ValueLoss(reduction)
{
    /// <summary>Where the parabola becomes a line.</summary>
    public float Beta { get; } = beta >= 0 && float.IsFinite(beta)
        ? beta
        : throw new ArgumentOutOfRangeException(nameof(beta), Invariant($"β must be finite and not negative, not {beta}."));

    /// <inheritdoc/>
    protected override double EvaluateElement(double output, double target, out double slope)
    {
        double difference = output - target;
        double magnitude = Math.Abs(difference);
        if (magnitude < Beta)
        {
            slope = difference / Beta;
            return slope * difference / 2;
        }

        slope = SlopeOfMagnitude(difference);
        return magnitude - Beta / 2.0;
    }
}

namespace ConvGen;

/// <summary>|x − t|, as torch's L1Loss; the slope is 0 where they are equal. Targets have the shape of the results.</summary>
/// <param name="reduction">Mean or sum over all floats of all examples.</param>
/// <exception cref="ArgumentOutOfRangeException">The reduction is unknown.</exception>
public sealed class MeanAbsoluteErrorLoss(Reduction reduction = Reduction.Mean) : ValueLoss(reduction)
{
    /// <inheritdoc/>
    protected override double EvaluateElement(double output, double target, out double slope)
    {
        double difference = output - target;
        slope = SlopeOfMagnitude(difference);
        return Math.Abs(difference);
    }
}

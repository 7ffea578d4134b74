namespace ConvGen;

/// <summary>(x − t)², as torch's MSELoss. Targets have the shape of the results.</summary>
/// <param name="reduction">Mean or sum over all floats of all examples.</param>
/// <exception cref="ArgumentOutOfRangeException">The reduction is unknown.</exception>
public sealed class MeanSquaredErrorLoss(Reduction reduction = Reduction.Mean) : ValueLoss(reduction)
{
    /// <inheritdoc/>
    protected override double EvaluateElement(double output, double target, out double slope)
    {
        double difference = output - target;
        slope = 2 * difference;
        return difference * difference;
    }
}

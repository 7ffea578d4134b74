namespace ConvGen.Model;

/// <summary>alpha·x + beta between 0 and 1, value by value.</summary>
/// <param name="Alpha">The slope.</param>
/// <param name="Beta">The value at 0.</param>
public sealed record HardSigmoidLayer(double Alpha, double Beta) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "HardSigmoid";

    /// <inheritdoc/>
    public override string NamePrefix => "hardsigmoid";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckFinite(name, "Alpha", Alpha, problems);
        CheckFinite(name, "Beta", Beta, problems);
    }
}

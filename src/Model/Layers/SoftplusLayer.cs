namespace ConvGen.Model;

/// <summary>ln(1 + exp(beta·x)) / beta, value by value.</summary>
/// <param name="Beta">How near to the rectifier it is; positive.</param>
/// <param name="Threshold">From where on it is x.</param>
public sealed record SoftplusLayer(double Beta, double Threshold) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Softplus";

    /// <inheritdoc/>
    public override string NamePrefix => "softplus";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckPositive(name, "Beta", Beta, problems);
        CheckFinite(name, "Threshold", Threshold, problems);
    }
}

namespace ConvGen.Model;

/// <summary>Scaled exponential linear unit: gamma·x, or gamma·alpha·(exp(x) − 1) when x &lt; 0.</summary>
/// <param name="Alpha">What −∞ goes to, divided by gamma and with the sign turned.</param>
/// <param name="Gamma">The slope of the positive side.</param>
public sealed record SeluLayer(double Alpha, double Gamma) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Selu";

    /// <inheritdoc/>
    public override string NamePrefix => "selu";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems)
    {
        CheckFinite(name, "Alpha", Alpha, problems);
        CheckFinite(name, "Gamma", Gamma, problems);
    }
}

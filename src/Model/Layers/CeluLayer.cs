namespace ConvGen.Model;

/// <summary>Continuously differentiable exponential linear unit: x, or alpha·(exp(x/alpha) − 1) when x &lt; 0.</summary>
/// <param name="Alpha">What −∞ goes to, with the sign turned; positive.</param>
public sealed record CeluLayer(double Alpha) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Celu";

    /// <inheritdoc/>
    public override string NamePrefix => "celu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;

    private protected override string Settings => $"alpha {NumberText.Plain(Alpha)}";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckPositive(name, "alpha", Alpha, problems);
}

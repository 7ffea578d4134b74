namespace ConvGen.Model;

/// <summary>Exponential linear unit: x, or alpha·(exp(x) − 1) when x &lt; 0.</summary>
/// <param name="Alpha">What −∞ goes to, with the sign turned.</param>
public sealed record EluLayer(double Alpha) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Elu";

    /// <inheritdoc/>
    public override string NamePrefix => "elu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;

    private protected override string Settings => $"alpha {NumberText.Plain(Alpha)}";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckFinite(name, "alpha", Alpha, problems);
}

namespace ConvGen.Model;

/// <summary>The rectifier with a slope for negative values: x, or slope·x when x &lt; 0.</summary>
/// <param name="Slope">The slope of the negative side.</param>
public sealed record LeakyReluLayer(double Slope) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "LeakyRelu";

    /// <inheritdoc/>
    public override string NamePrefix => "leakyrelu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;

    private protected override string Settings => $"slope {NumberText.Plain(Slope)}";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckFinite(name, "slope", Slope, problems);
}

namespace ConvGen.Model;

/// <summary>x times the sigmoid of alpha·x, value by value.</summary>
/// <param name="Alpha">How steep the gate is.</param>
public sealed record SiluLayer(double Alpha) : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Silu";

    /// <inheritdoc/>
    public override string NamePrefix => "silu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckFinite(name, "Alpha", Alpha, problems);
}

namespace ConvGen.Model;

/// <summary>x / (1 + |x|), value by value.</summary>
public sealed record SoftsignLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Softsign";

    /// <inheritdoc/>
    public override string NamePrefix => "softsign";
}

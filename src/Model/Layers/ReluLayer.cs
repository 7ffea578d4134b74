namespace ConvGen.Model;

/// <summary>The rectifier max(x, 0), value by value.</summary>
public sealed record ReluLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Relu";

    /// <inheritdoc/>
    public override string NamePrefix => "relu";

    /// <inheritdoc/>
    public override bool IsRectifier => true;
}

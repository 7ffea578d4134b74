namespace ConvGen.Model;

/// <summary>The rectifier that stops at 6: min(max(x, 0), 6), value by value.</summary>
public sealed record Relu6Layer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "Relu6";

    // With a number right behind the 6 the first would be called as the 61st rectifier is.
    /// <inheritdoc/>
    public override string NamePrefix => "relu6_";

    /// <inheritdoc/>
    public override bool IsRectifier => true;
}

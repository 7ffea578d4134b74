namespace ConvGen.Model;

/// <summary>x·min(max(x/6 + 1/2, 0), 1), value by value.</summary>
public sealed record HardSwishLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "HardSwish";

    /// <inheritdoc/>
    public override string NamePrefix => "hardswish";

    /// <inheritdoc/>
    public override bool IsRectifier => true;
}

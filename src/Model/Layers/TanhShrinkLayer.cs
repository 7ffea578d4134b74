namespace ConvGen.Model;

/// <summary>x − tanh(x), value by value.</summary>
public sealed record TanhShrinkLayer : PointwiseLayer
{
    /// <inheritdoc/>
    public override string Kind => "TanhShrink";

    /// <inheritdoc/>
    public override string NamePrefix => "tanhshrink";
}

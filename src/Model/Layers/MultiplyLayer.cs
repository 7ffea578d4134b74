namespace ConvGen.Model;

/// <summary>The product of several values.</summary>
public sealed record MultiplyLayer : ArithmeticLayer
{
    /// <inheritdoc/>
    public override string Kind => "Multiply";

    /// <inheritdoc/>
    public override string NamePrefix => "multiply";
}

namespace ConvGen.Model;

/// <summary>The smallest of several values, element by element.</summary>
public sealed record MinimumLayer : ArithmeticLayer
{
    /// <inheritdoc/>
    public override string Kind => "Minimum";

    /// <inheritdoc/>
    public override string NamePrefix => "minimum";
}

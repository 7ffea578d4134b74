namespace ConvGen.Model;

/// <summary>The largest of several values, element by element.</summary>
public sealed record MaximumLayer : ArithmeticLayer
{
    /// <inheritdoc/>
    public override string Kind => "Maximum";

    /// <inheritdoc/>
    public override string NamePrefix => "maximum";
}

namespace ConvGen.Model;

/// <summary>The sum of several values.</summary>
public sealed record AddLayer : ArithmeticLayer
{
    /// <inheritdoc/>
    public override string Kind => "Add";

    /// <inheritdoc/>
    public override string NamePrefix => "add";
}

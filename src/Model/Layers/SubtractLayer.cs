namespace ConvGen.Model;

/// <summary>The first value minus each of the others.</summary>
public sealed record SubtractLayer : ArithmeticLayer
{
    /// <inheritdoc/>
    public override string Kind => "Subtract";

    /// <inheritdoc/>
    public override string NamePrefix => "subtract";
}

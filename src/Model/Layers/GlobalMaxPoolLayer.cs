namespace ConvGen.Model;

/// <summary>The largest value of each channel over all positions.</summary>
public sealed record GlobalMaxPoolLayer : GlobalPoolLayer
{
    /// <inheritdoc/>
    public override string Kind => "GlobalMaxPool";

    /// <inheritdoc/>
    public override string NamePrefix => "gmp";
}

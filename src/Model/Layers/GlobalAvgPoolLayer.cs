namespace ConvGen.Model;

/// <summary>The mean of each channel over all positions.</summary>
public sealed record GlobalAvgPoolLayer : GlobalPoolLayer
{
    /// <inheritdoc/>
    public override string Kind => "GlobalAvgPool";

    /// <inheritdoc/>
    public override string NamePrefix => "gap";
}

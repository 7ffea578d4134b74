namespace ConvGen.Model;

/// <summary>The largest values of windows that cover the map.</summary>
/// <param name="Size">The output's spatial sizes, or one number for all axes.</param>
public sealed record AdaptiveMaxPoolLayer(EquatableArray<int> Size) : AdaptivePoolLayer(Size)
{
    /// <inheritdoc/>
    public override string Kind => "AdaptiveMaxPool";
}

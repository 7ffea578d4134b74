namespace ConvGen.Model;

/// <summary>The means of windows that cover the map.</summary>
/// <param name="Size">The output's spatial sizes, or one number for all axes.</param>
public sealed record AdaptiveAvgPoolLayer(EquatableArray<int> Size) : AdaptivePoolLayer(Size)
{
    /// <inheritdoc/>
    public override string Kind => "AdaptiveAvgPool";
}

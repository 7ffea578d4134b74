namespace ConvGen.Model;

/// <summary>The mean of each window.</summary>
/// <param name="Window">The window's settings as declared.</param>
/// <param name="CountPadding">Whether padding counts in the divisor, as PyTorch's <c>count_include_pad</c>.</param>
public sealed record AvgPoolLayer(WindowSettings Window, bool CountPadding) : PoolLayer(Window)
{
    /// <inheritdoc/>
    public override string Kind => "AvgPool";

    private protected override string Suffix(EquatableArray<WindowAxis> axes) =>
        !CountPadding && axes.Any(axis => axis.PadBegin > 0 || axis.PadEnd > 0) ? ", padding not counted" : "";
}

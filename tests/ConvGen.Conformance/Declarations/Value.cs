namespace ConvGen.Conformance.Declarations;

/// <summary>A value of a case's graph: the case's input, or what a declared layer makes.</summary>
/// <param name="Layer">The layer's name; null for the input.</param>
/// <param name="View">How the input is read; null for a layer.</param>
/// <param name="Rank">The number of axes, examples included.</param>
/// <param name="Relabelled">Whether the graph sees other axes than the layer has, as after Squeeze.</param>
internal sealed record Value(string? Layer, InputView? View, int Rank, bool Relabelled = false)
{
    public static Value Of(InputView view) => new(null, view, view.Shape.Length);
}

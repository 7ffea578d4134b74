namespace ConvGen.Numerics.Tests.Reference;

/// <summary>What a layer makes of its inputs, and how it takes the gradient of a loss back.</summary>
/// <param name="Output">The output.</param>
/// <param name="Backward">From the gradient by the output to the gradient by each input, then by each parameter in their order.</param>
internal sealed record Result(Tensor Output, Func<Tensor, Tensor[]> Backward)
{
    /// <summary>
    /// How far the inputs are from a point where the layer has no derivative (zero for a rectifier, a draw between the two largest
    /// of a window). Single precision may fall on the other side when this is tiny.
    /// </summary>
    public double Margin { get; init; } = double.PositiveInfinity;
}

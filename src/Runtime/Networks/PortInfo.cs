namespace ConvGen;

/// <summary>What is known at compile time about an input or output of a network.</summary>
/// <param name="Name">Its name: <c>input</c> or <c>output</c> where there is only one.</param>
/// <param name="Layer">The layer whose value it is.</param>
/// <param name="Shape">The shape of one example's value: channels, then the spatial axes from the outermost to the innermost.</param>
public sealed record PortInfo(string Name, string Layer, IReadOnlyList<int> Shape)
{
    /// <summary>
    /// The kind of the layer that computes an output's values, such as <c>Softmax</c>: that of <see cref="Layer"/>, or of the one before
    /// where that only gives the same numbers other axes. Empty for an input.
    /// </summary>
    public string ComputedBy { get; init; } = "";

    /// <summary>
    /// Whether training can give the logits that go into the output's softmax in the place of its probabilities, as losses with
    /// <see cref="Loss.TakesLogits"/> want them.
    /// </summary>
    public bool HasLogits { get; init; }

    /// <summary>The elements of one example's value.</summary>
    public int Length => Shape.Aggregate(1, (product, size) => product * size);
}

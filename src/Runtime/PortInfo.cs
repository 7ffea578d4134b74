namespace ConvGen;

/// <summary>What is known at compile time about an input or output of a network.</summary>
/// <param name="Name">Its name: <c>input</c> or <c>output</c> where there is only one.</param>
/// <param name="Layer">The layer whose value it is.</param>
/// <param name="Shape">The shape of one example's value: channels, then the spatial axes from the outermost to the innermost.</param>
public sealed record PortInfo(string Name, string Layer, IReadOnlyList<int> Shape)
{
    /// <summary>The elements of one example's value.</summary>
    public int Length => Shape.Aggregate(1, (product, size) => product * size);
}

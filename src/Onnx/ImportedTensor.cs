namespace ConvGen.Onnx;

/// <summary>A tensor of the weight file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Its numbers in row-major order.</param>
public sealed record ImportedTensor(string Name, IReadOnlyList<int> Shape, float[] Values)
{
    /// <summary>
    /// The constant of the file that it is, number for number: an initializer, the output of a node, or an input that was given a value.
    /// <see langword="null"/> where its numbers were computed, or put in another order.
    /// </summary>
    public string? Source { get; init; }
}

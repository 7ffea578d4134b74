namespace ConvGen.Generator.Program;

/// <summary>A layer's biases.</summary>
/// <param name="Name">The tensor.</param>
/// <param name="IsPerUnit">Whether every position has its own, [channels, o…], instead of one for each channel.</param>
internal sealed record BiasTensor(string Name, bool IsPerUnit)
{
    /// <summary>The biases of a layer; null where it has none.</summary>
    public static BiasTensor? Of(Node node) =>
        node.Parameters.FirstOrDefault(tensor => tensor.Role == TensorRole.Bias) is { } bias ? new(bias.Name, bias.Shape.Count > 1) : null;
}

namespace ConvGen.Generator.Program;

/// <summary>The tensors of a node.</summary>
internal static class NodeTensors
{
    /// <summary>The full name of a node's tensor with the given role; null where it has none.</summary>
    public static string? NameOf(Node node, TensorRole role) => node.Parameters.FirstOrDefault(tensor => tensor.Role == role)?.Name;
}

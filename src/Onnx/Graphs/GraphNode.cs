namespace ConvGen.Onnx.Graphs;

/// <summary>A node as the file has it.</summary>
/// <param name="Name">Its name, or its first output where it has none.</param>
/// <param name="Op">Its operator.</param>
/// <param name="Domain">The domain of the operator; empty for ONNX's own.</param>
/// <param name="Opset">The version of this domain's operators.</param>
/// <param name="Inputs">The names of what it reads; empty for optional ones that are left out.</param>
/// <param name="Outputs">The names of what it computes; empty for those that nobody wants.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record GraphNode(
    string Name,
    string Op,
    string Domain,
    int Opset,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    NodeAttributes Attributes);

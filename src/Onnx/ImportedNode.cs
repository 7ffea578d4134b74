namespace ConvGen.Onnx;

/// <summary>A node of the graph, and what becomes of it.</summary>
/// <param name="Name">Its name, or that of its first output where it has none.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="Layers">
/// The names of the layers that are made for it; none for a node that is part of another's layer, that is computed while importing, or
/// that changes nothing.
/// </param>
/// <param name="IsConstant">Whether its results are computed while importing.</param>
public sealed record ImportedNode(string Name, string Operator, IReadOnlyList<string> Layers, bool IsConstant);

namespace ConvGen.Conformance.Cases;

/// <summary>One operator of a case's graph.</summary>
/// <param name="Op">The operator, as its vocabulary calls it.</param>
/// <param name="Domain">Whose operator it is; empty for ONNX's own.</param>
/// <param name="Attributes">Its settings.</param>
/// <param name="Inputs">The values it reads; empty for an omitted optional one.</param>
/// <param name="Outputs">The values it makes.</param>
/// <param name="Tensors">Its parameters and statistics by role (<c>weight</c>, <c>running_mean</c>), in gradient cases.</param>
internal sealed record Node(
    string Op, string Domain, Attributes Attributes, string[] Inputs, string[] Outputs, IReadOnlyDictionary<string, string> Tensors);

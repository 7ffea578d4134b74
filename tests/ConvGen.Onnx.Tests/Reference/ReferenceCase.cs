namespace ConvGen.Onnx.Tests.Reference;

/// <summary>Inputs and expected outputs.</summary>
internal sealed record ReferenceCase(IReadOnlyList<ReferenceValue> Inputs, IReadOnlyList<ReferenceValue> Outputs);

/// <summary>A value of a case.</summary>
internal sealed record ReferenceValue(string Name, string Type, int[] Shape, float[] Values);

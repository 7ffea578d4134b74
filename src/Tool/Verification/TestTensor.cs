namespace ConvGen.Tool.Verification;

/// <summary>A tensor of a test case.</summary>
/// <param name="Name">The name of the input or output in the ONNX file; empty where only its place is known.</param>
/// <param name="Type">The type of its numbers in the case: <c>float32</c>, <c>int64</c>, ….</param>
/// <param name="Shape">The sizes of its axes.</param>
/// <param name="Values">Its numbers, in row-major order.</param>
internal sealed record TestTensor(string Name, string Type, IReadOnlyList<int> Shape, float[] Values);

namespace ConvGen.Onnx;

/// <summary>A tensor of the weight file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Its numbers in row-major order.</param>
public sealed record ImportedTensor(string Name, IReadOnlyList<int> Shape, float[] Values);

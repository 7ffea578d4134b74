namespace ConvGen.Benchmarks.Onnx;

/// <summary>An exported network.</summary>
/// <param name="Path">The file.</param>
/// <param name="Input">The name of what goes in.</param>
/// <param name="InputShape">Its extents, the batch of 1 first.</param>
/// <param name="Output">The name of what comes out.</param>
/// <param name="OutputShape">Its extents, the batch of 1 first.</param>
internal sealed record OnnxFile(string Path, string Input, IReadOnlyList<int> InputShape, string Output, IReadOnlyList<int> OutputShape);

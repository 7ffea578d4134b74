namespace ConvGen.Onnx;

/// <summary>What a file says about where it comes from.</summary>
/// <param name="Producer">The program that wrote it, with its version.</param>
/// <param name="IrVersion">The version of the file format.</param>
/// <param name="Opset">The version of ONNX's operators; 0 where the file names none.</param>
/// <param name="GraphName">The name of the graph.</param>
public sealed record ModelSource(string Producer, long IrVersion, long Opset, string GraphName);

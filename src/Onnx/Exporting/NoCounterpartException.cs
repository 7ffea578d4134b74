namespace ConvGen.Onnx.Exporting;

/// <summary>ONNX has nothing for a layer. Caught where layers are walked, so that the others are tried too.</summary>
internal sealed class NoCounterpartException(string message) : Exception(message);

namespace ConvGen.Onnx.Normalising;

/// <summary>A node reads what a refused node would have computed, so nothing can be said about it.</summary>
internal sealed class UnknownValueException : Exception;

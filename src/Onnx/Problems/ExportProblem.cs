namespace ConvGen.Onnx.Problems;

/// <summary>A layer that has no counterpart in ONNX.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Kind">Its kind, as its attribute is called.</param>
/// <param name="Message">What ONNX does not have.</param>
public sealed record ExportProblem(string Layer, string Kind, string Message)
{
    /// <summary>The problem as one line.</summary>
    public override string ToString() => $"{Kind} '{Layer}': {Message}";
}

namespace ConvGen.Onnx.Problems;

/// <summary>A layer that has no counterpart in ONNX.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Kind">Its kind, as its attribute is called.</param>
/// <param name="Message">What ONNX does not have.</param>
public sealed record ExportProblem(string Layer, string Kind, string Message)
{
    /// <summary>The problem as one line.</summary>
    public override string ToString() => $"{Kind} '{Layer}': {Message}";

    /// <summary>The problem as a line of a log: <c>App.dll(pool1, ClusterPool): error CG5101: …</c>.</summary>
    /// <param name="file">The assembly of the network.</param>
    public string ToString(string file) => $"{file}({Layer}, {Kind}): error {ProblemCodes.NoCounterpart}: {Message}";
}

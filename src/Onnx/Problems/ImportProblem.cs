namespace ConvGen.Onnx.Problems;

/// <summary>One reason why a model cannot be imported.</summary>
/// <param name="Code">One of <see cref="ProblemCodes"/>.</param>
/// <param name="Node">The name of the node, or of its first output where it has none; empty for the file as a whole.</param>
/// <param name="Operator">The node's operator; empty for the file as a whole.</param>
/// <param name="Message">What is wrong, and what would help.</param>
public sealed record ImportProblem(string Code, string Node, string Operator, string Message)
{
    /// <summary>
    /// The value that would have to be constant, which the option Constants gives where it is an input; <see langword="null"/> for other
    /// problems.
    /// </summary>
    public string? Value { get; init; }

    // What stands before the code ends at its first colon, for whoever reads logs; TensorFlow's names have colons.
    private const string LocationEnds = ":\r\n";

    /// <summary>The problem as a line of a log.</summary>
    public override string ToString() => ToString(string.Empty);

    /// <summary>The problem as a line of a log: <c>model.onnx(node, operator): error CG5001: …</c>.</summary>
    /// <param name="file">The model's file; may be empty.</param>
    public string ToString(string file)
    {
        bool isLocation = Node.Length > 0 && Node.AsSpan().IndexOfAny(LocationEnds) < 0;
        string location = isLocation ? $"{file}({Node}, {Operator})" : file;
        string subject = Node.Length == 0 || isLocation ? string.Empty : $"{Node.ReplaceLineEndings(" ")} ({Operator}): ";
        string begin = location.Length == 0 ? string.Empty : location + ": ";
        return $"{begin}error {Code}: {subject}{Message.ReplaceLineEndings(" ")}";
    }
}

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

    /// <summary>The problem as a line of a log: <c>(node, operator): error CG5001: …</c>.</summary>
    public override string ToString() =>
        Node.Length == 0 ? $"error {Code}: {Message}" : $"({Node}, {Operator}): error {Code}: {Message}";
}

namespace ConvGen.Onnx.Problems;

/// <summary>One node cannot be imported. Caught where nodes are walked, so that the others are tried too.</summary>
internal sealed class RefusalException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="ProblemCodes"/>.</summary>
    public string Code => code;

    /// <summary>The value that would have to be constant; <see langword="null"/> for other reasons.</summary>
    public string? Value { get; private init; }

    /// <summary>A value is computed where a layer needs a constant.</summary>
    public static RefusalException NotConstant(string value, string message) => new(ProblemCodes.NotConstant, message) { Value = value };

    /// <summary>A setting that no layer has.</summary>
    public static RefusalException Setting(string message) => new(ProblemCodes.Setting, message);

    /// <summary>Shapes that do not fit.</summary>
    public static RefusalException Shapes(string message) => new(ProblemCodes.Shapes, message);

    /// <summary>The problem of a node, with what would cut the graph before it.</summary>
    /// <param name="node">The node's name.</param>
    /// <param name="op">Its operator.</param>
    /// <param name="computed">The values that it reads and that could be imported, other than inputs of the graph.</param>
    public ImportProblem At(string node, string op, IEnumerable<string> computed)
    {
        bool helps = code is ProblemCodes.Operator or ProblemCodes.Setting or ProblemCodes.NotConstant;
        string[] names = [.. computed.Distinct(StringComparer.Ordinal)];
        string help = names.Length == 0
            ? "the option Outputs cuts a graph before a node"
            : $"Outputs=\"{string.Join(',', names)}\" cuts the graph before it";
        return new(code, node, op, helps ? $"{Message}; {help}" : Message) { Value = Value };
    }
}

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

    /// <summary>The problem of a node.</summary>
    public ImportProblem Of(string node, string op) => new(code, node, op, Message) { Value = Value };

    /// <summary>A setting that no layer has.</summary>
    public static RefusalException Setting(string message) => new(ProblemCodes.Setting, message);

    /// <summary>Shapes that do not fit.</summary>
    public static RefusalException Shapes(string message) => new(ProblemCodes.Shapes, message);
}

namespace ConvGen.Onnx.Problems;

/// <summary>One node cannot be imported. Caught where nodes are walked, so that the others are tried too.</summary>
internal sealed class RefusalException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="ProblemCodes"/>.</summary>
    public string Code => code;

    /// <summary>A setting that no layer has.</summary>
    public static RefusalException Setting(string message) => new(ProblemCodes.Setting, message);

    /// <summary>Shapes that do not fit.</summary>
    public static RefusalException Shapes(string message) => new(ProblemCodes.Shapes, message);
}

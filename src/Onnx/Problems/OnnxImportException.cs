namespace ConvGen.Onnx.Problems;

/// <summary>A model cannot be imported. All that is in the way is listed, not only the first.</summary>
public sealed class OnnxImportException : Exception
{
    /// <summary>Makes the exception of all problems.</summary>
    /// <param name="problems">What is in the way, at least one.</param>
    public OnnxImportException(IReadOnlyList<ImportProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) =>
        Problems = problems;

    internal OnnxImportException(string code, string message)
        : this([new ImportProblem(code, string.Empty, string.Empty, message)])
    {
    }

    /// <summary>What is in the way.</summary>
    public IReadOnlyList<ImportProblem> Problems { get; }
}

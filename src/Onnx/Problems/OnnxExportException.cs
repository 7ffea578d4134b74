namespace ConvGen.Onnx.Problems;

/// <summary>A network cannot be exported. All layers that are in the way are listed, not only the first.</summary>
public sealed class OnnxExportException : NotSupportedException
{
    /// <summary>Makes the exception of all problems.</summary>
    /// <param name="network">The network.</param>
    /// <param name="problems">What is in the way, at least one.</param>
    public OnnxExportException(string network, IReadOnlyList<ExportProblem> problems)
        : base($"{network} cannot be exported to ONNX:{Environment.NewLine}{string.Join(Environment.NewLine, problems)}") =>
        Problems = problems;

    /// <summary>What is in the way.</summary>
    public IReadOnlyList<ExportProblem> Problems { get; }
}

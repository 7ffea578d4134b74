namespace ConvGen.Conformance.Compilation;

/// <summary>A compiled assembly, or why there is none.</summary>
/// <param name="Networks">The assembly; null when there are problems.</param>
/// <param name="Problems">Errors and warnings, with their places.</param>
internal sealed record CompilationOutcome(CompiledNetworks? Networks, IReadOnlyList<string> Problems)
{
    /// <summary>The assembly, where there must be one.</summary>
    /// <exception cref="InvalidOperationException">There is none, for the reasons that the message has.</exception>
    public CompiledNetworks Required => Networks ?? throw new InvalidOperationException(string.Join('\n', Problems.Take(20)));
}

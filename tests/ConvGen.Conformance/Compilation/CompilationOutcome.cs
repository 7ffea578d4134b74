namespace ConvGen.Conformance.Compilation;

/// <summary>A compiled assembly, or why there is none.</summary>
/// <param name="Networks">The assembly; null when there are problems.</param>
/// <param name="Problems">Errors and warnings, with their places.</param>
internal sealed record CompilationOutcome(CompiledNetworks? Networks, IReadOnlyList<string> Problems);

namespace ConvGen.Conformance.Planning;

/// <summary>A case that the layers cannot express.</summary>
/// <param name="reason">The missing operator by name, or the setting that a layer lacks.</param>
internal sealed class SkippedCaseException(string reason) : Exception(reason);

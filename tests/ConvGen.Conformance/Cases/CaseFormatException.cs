namespace ConvGen.Conformance.Cases;

/// <summary>A case that cannot be read: a failure of the case, not of the network.</summary>
/// <param name="message">The file and what is wrong with it.</param>
internal sealed class CaseFormatException(string message) : Exception(message);

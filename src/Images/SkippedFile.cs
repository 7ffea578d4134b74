namespace ConvGen.Images;

/// <summary>A file that a data set left out.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">Why it cannot be used.</param>
public sealed record SkippedFile(string Path, string Reason);

using ConvGen.Model;

namespace ConvGen.Generator;

/// <summary>The settings for the networks of a file.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Settings">The settings.</param>
internal sealed record FileSettings(string File, CodeSettings Settings);

using ConvGen.Model;

namespace ConvGen.Generator;

/// <summary>What was read of a class that declares a network.</summary>
/// <param name="Type">The class.</param>
/// <param name="Declaration">Its declaration; <see langword="null"/> when it could not be read.</param>
/// <param name="IsRight">Whether it was read without an error.</param>
/// <param name="Fault">Why it could not be read; <see langword="null"/> when it could.</param>
/// <param name="File">The path of the file with its first part, whose settings are the network's.</param>
internal sealed record ReadNetwork(TypeIdentity Type, NetworkDeclaration? Declaration, bool IsRight, Problem? Fault, string File);

namespace ConvGen.Model;

/// <summary>One argument of an attribute to set or to remove.</summary>
/// <param name="Argument">The constructor parameter (lower case) or the property (upper case).</param>
/// <param name="Value">The new value as a C# expression, or <see langword="null"/> to remove the argument.</param>
public sealed record ArgumentEdit(string Argument, string? Value);

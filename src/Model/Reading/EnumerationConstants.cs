namespace ConvGen.Model.Reading;

/// <summary>The constants of an enumeration, as its declaration has them.</summary>
/// <param name="TypeName">The full name of the enumeration.</param>
/// <param name="Constants">The names and numbers.</param>
public sealed record EnumerationConstants(string TypeName, IReadOnlyList<(string Name, object Number)> Constants);

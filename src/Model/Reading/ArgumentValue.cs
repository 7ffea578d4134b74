namespace ConvGen.Model.Reading;

/// <summary>The value of an attribute's argument.</summary>
/// <param name="Value">
/// A number, text or switch, that of an enumeration as its number; <see langword="null"/> for none, and for an array.
/// </param>
public sealed record ArgumentValue(object? Value)
{
    /// <summary>Whether incomplete code has no value here.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Whether it is an array.</summary>
    public bool IsArray { get; init; }

    /// <summary>The elements of an array; <see langword="null"/> for a null array.</summary>
    public IReadOnlyList<ArgumentValue>? Elements { get; init; }

    /// <summary>The enumeration whose value it is; <see langword="null"/> for none.</summary>
    public EnumerationConstants? Enumeration { get; init; }
}

namespace ConvGen.Model.Primitives;

/// <summary>The way from a sequence to an <see cref="EquatableArray{T}"/>.</summary>
public static class EquatableArrayExtensions
{
    /// <summary>Copies a sequence into an array that compares by its elements.</summary>
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items) => new(items);
}

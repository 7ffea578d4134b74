using System.Collections;

namespace ConvGen.Model.Primitives;

/// <summary>An immutable array that compares by its elements, so that records holding one have structural equality.</summary>
/// <typeparam name="T">The type of the elements, themselves compared by value.</typeparam>
public readonly struct EquatableArray<T> : IReadOnlyList<T>, IEquatable<EquatableArray<T>>
{
    private readonly T[]? _items;

    /// <summary>Wraps a copy of the given elements.</summary>
    public EquatableArray(IEnumerable<T> items) => _items = items.ToArray();

    /// <summary>Wraps a copy of the given elements.</summary>
    public EquatableArray(params T[] items) => _items = (T[])items.Clone();

    /// <summary>The array without elements, equal to <c>default</c>.</summary>
    public static EquatableArray<T> Empty => default;

    /// <summary>How many elements there are.</summary>
    public int Count => _items?.Length ?? 0;

    /// <summary>The element at a position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is outside the array.</exception>
    public T this[int index] => _items is { } items && (uint)index < (uint)items.Length
        ? items[index]
        : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Compares element by element.</summary>
    public static bool operator ==(EquatableArray<T> left, EquatableArray<T> right) => left.Equals(right);

    /// <summary>Compares element by element.</summary>
    public static bool operator !=(EquatableArray<T> left, EquatableArray<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(EquatableArray<T> other)
    {
        if (Count != other.Count)
        {
            return false;
        }

        if (ReferenceEquals(_items, other._items))
        {
            return true;
        }

        for (int i = 0; i < Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(_items![i], other._items![i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = 17;
        foreach (T item in this)
        {
            hash = unchecked(hash * 31 + (item is null ? 0 : EqualityComparer<T>.Default.GetHashCode(item)));
        }

        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The elements in brackets, for the debugger and for test output.</summary>
    public override string ToString() => $"[{string.Join(", ", this)}]";
}

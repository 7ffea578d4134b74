using System.Collections;
using ConvGen.Engine;

namespace ConvGen;

/// <summary>The tensors of a network in the order of weight files: its parameters, or the gradients by them.</summary>
public sealed class ParameterCollection : IReadOnlyList<NetworkParameter>
{
    private const int MaxSuggestions = 3;

    private readonly NativeBuffer _buffer;
    private readonly Func<string> _owner;
    private readonly WeightStore? _store;

    /// <summary>Shows a block as tensors.</summary>
    /// <param name="layout">Where each tensor is.</param>
    /// <param name="buffer">The block.</param>
    /// <param name="owner">What the block's owner is called when it has been disposed.</param>
    /// <param name="store">Who wants to know of changes, if anybody.</param>
    internal ParameterCollection(TensorLayout layout, NativeBuffer buffer, Func<string> owner, WeightStore? store)
    {
        Layout = layout;
        _buffer = buffer;
        _owner = owner;
        _store = store;
    }

    /// <inheritdoc/>
    public int Count => Layout.Tensors.Length;

    internal TensorLayout Layout { get; }

    /// <summary>How many numbers all tensors have.</summary>
    internal int TotalLength => Layout.Tensors.Sum(tensor => tensor.Length);

    /// <summary>Whose parameters they are.</summary>
    internal WeightStore Store => _store!;

    /// <inheritdoc/>
    public NetworkParameter this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return new NetworkParameter(this, index);
        }
    }

    /// <summary>A tensor by its full name.</summary>
    /// <param name="name">Such as <c>conv1.weight</c>.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message has the nearest ones.</exception>
    public NetworkParameter this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return Layout.TryFind(name, out int index)
                ? new NetworkParameter(this, index)
                : throw new KeyNotFoundException(DescribeMissing(name));
        }
    }

    /// <summary>Whether there is a tensor of that full name.</summary>
    /// <param name="name">Such as <c>conv1.weight</c>.</param>
    public bool Contains(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Layout.TryFind(name, out _);
    }

    /// <inheritdoc/>
    public IEnumerator<NetworkParameter> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return new NetworkParameter(this, i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A tensor's numbers, for those who mark the change themselves.</summary>
    /// <exception cref="ObjectDisposedException">The network, or the context whose gradients they are, has been disposed.</exception>
    internal Span<float> Block(int index) => _buffer.IsDisposed
        ? throw new ObjectDisposedException(_owner())
        : _buffer.Span.Slice(Layout.OffsetOf(index), Layout.LengthOf(index));

    /// <summary>Room for as many numbers as each trained tensor has; none for the others.</summary>
    internal float[][] AllocateTrained() => Array.ConvertAll(Layout.Tensors, tensor => new float[tensor.Trainable ? tensor.Length : 0]);

    internal void MarkChanged() => _store?.MarkChanged();

    /// <summary>Says that there is no tensor of a name, and which names are near.</summary>
    internal string DescribeMissing(string name)
    {
        IEnumerable<string> near = Layout.Tensors.Select(tensor => tensor.Name)
            .OrderBy(other => EditDistance(name, other))
            .Take(MaxSuggestions);
        string suggestion = Count == 0 ? "The network has no parameters." : $"The nearest are '{string.Join("', '", near)}'.";
        return $"The network has no parameter '{name}'. {suggestion}";
    }

    /// <summary>How many characters to insert, delete or replace to make one name the other (Levenshtein 1965).</summary>
    private static int EditDistance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}

using ConvGen.Engine;
using static System.FormattableString;

namespace ConvGen;

/// <summary>One tensor of a network: its parameters, or the gradients by them.</summary>
/// <remarks>
/// Spans point into the network's memory and are valid until it is disposed. Change parameters only while no call of the network is
/// running.
/// </remarks>
public readonly struct NetworkParameter
{
    private readonly ParameterCollection _collection;
    private readonly int _index;

    internal NetworkParameter(ParameterCollection collection, int index)
    {
        _collection = collection;
        _index = index;
    }

    /// <summary>The full name in weight files, such as <c>conv1.weight</c>.</summary>
    public string Name => Spec.Name;

    /// <summary>The extents, such as [out, in/groups, k…] for the weight of a convolution.</summary>
    public IReadOnlyList<int> Shape => Spec.Shape;

    /// <summary>How many numbers there are: the product of the extents, and none of a gradient by a tensor that is not trained.</summary>
    public int Length => _collection.Layout.LengthOf(_index);

    /// <summary>
    /// Whether an optimizer changes the tensor; not the running statistics of batch normalisation, and no tensor of a layer that is
    /// declared with <c>Trainable = false</c>.
    /// </summary>
    public bool Trainable => Spec.Trainable;

    /// <summary>The numbers in row-major order.</summary>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public ReadOnlySpan<float> Values => _collection.Block(_index);

    internal TensorSpec Spec => _collection.Layout.Tensors[_index];

    /// <summary>Replaces all numbers.</summary>
    /// <param name="values">As many as the tensor has, in row-major order.</param>
    /// <exception cref="ArgumentException">The count is another one.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public void Set(ReadOnlySpan<float> values)
    {
        if (values.Length != Length)
        {
            throw new ArgumentException(
                Invariant($"'{Name}' {Extents.Format(Shape)} has {Length} numbers, not {values.Length}."), nameof(values));
        }

        values.CopyTo(Edit());
    }

    /// <summary>
    /// The numbers for changing some of them. Ask again after each call of the network: the next call takes over what was
    /// written since the span was asked for.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    public Span<float> Edit()
    {
        Span<float> block = _collection.Block(_index);
        _collection.MarkChanged();
        return block;
    }

    /// <summary>The name and shape, and whether the tensor is frozen by its declaration.</summary>
    public override string ToString() => $"{Name} {Extents.Format(Shape)}{(Spec.IsFrozen ? ", frozen" : "")}";
}

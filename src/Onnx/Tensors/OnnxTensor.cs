using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Tensors;

/// <summary>A constant: numbers in row-major order, as floats or, for every integer type and booleans, as long integers.</summary>
public sealed class OnnxTensor
{
    private readonly float[]? _floats;
    private readonly long[]? _integers;

    /// <summary>Makes a tensor of floats.</summary>
    /// <param name="shape">The sizes of its axes.</param>
    /// <param name="values">Its numbers, as many as the product of the sizes.</param>
    public OnnxTensor(IReadOnlyList<int> shape, float[] values)
        : this(shape, values.Length) =>
        _floats = values;

    /// <summary>Makes a tensor of integers.</summary>
    /// <param name="shape">The sizes of its axes.</param>
    /// <param name="values">Its numbers, as many as the product of the sizes.</param>
    public OnnxTensor(IReadOnlyList<int> shape, long[] values)
        : this(shape, values.Length) =>
        _integers = values;

    private OnnxTensor(IReadOnlyList<int> shape, int length)
    {
        Shape = shape;
        if (Extents.Length(shape) != length)
        {
            throw new ArgumentException($"{length} numbers do not have the shape {Extents.Text(shape)}.", nameof(shape));
        }
    }

    /// <summary>The sizes of its axes.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>How many numbers there are.</summary>
    public int Length => _floats?.Length ?? _integers!.Length;

    /// <summary>Whether the numbers are floats.</summary>
    public bool IsFloating => _floats is not null;

    /// <summary>The numbers as floats; converted on every call where they are integers.</summary>
    public float[] Floats => _floats ?? [.. _integers!.Select(value => (float)value)];

    /// <summary>The numbers as integers; floats are truncated, on every call.</summary>
    public long[] Integers => _integers ?? [.. _floats!.Select(value => (long)value)];

    /// <summary>What this is a transposition of, and by which order of axes; <see langword="null"/> where it is none.</summary>
    internal (OnnxTensor Original, int[] Perm)? Transposed { get; private init; }

    /// <summary>The same numbers, known to be a transposition.</summary>
    internal OnnxTensor AsTransposed(OnnxTensor original, int[] perm) =>
        IsFloating ? new(Shape, _floats!) { Transposed = (original, perm) } : new(Shape, _integers!) { Transposed = (original, perm) };

    /// <summary>The same numbers with another shape.</summary>
    internal OnnxTensor WithShape(IReadOnlyList<int> shape) => shape.SequenceEqual(Shape) ? this
        : IsFloating ? new(shape, _floats!)
        : new(shape, _integers!);

    /// <summary>The numbers at the given places, with a shape of their own.</summary>
    internal OnnxTensor Pick(IReadOnlyList<int> shape, Func<int, int> place)
    {
        int length = Extents.Checked(shape);
        if (IsFloating)
        {
            float[] floats = new float[length];
            for (int i = 0; i < length; i++)
            {
                floats[i] = _floats![place(i)];
            }

            return new(shape, floats);
        }

        long[] integers = new long[length];
        for (int i = 0; i < length; i++)
        {
            integers[i] = _integers![place(i)];
        }

        return new(shape, integers);
    }

    /// <summary>The only number of the tensor.</summary>
    /// <exception cref="RefusalException">There are several.</exception>
    internal double Single() => Length == 1
        ? IsFloating ? Decimals.Of(_floats![0]) : _integers![0]
        : throw RefusalException.Shapes($"a single number is expected, not {Extents.Text(Shape)}");

    /// <summary>The numbers as sizes or indices.</summary>
    internal int[] Sizes() => [.. Integers.Select(value => (int)Math.Clamp(value, int.MinValue, int.MaxValue))];
}

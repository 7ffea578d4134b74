using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// What an optimizer keeps of one tensor between steps. It can be read, and taken in by another optimizer with the same settings, which
/// then goes on where this one was. The names are torch's.
/// </summary>
public sealed class OptimizerState
{
    private readonly string[] _names;
    private readonly float[][] _buffers;
    private readonly int _length;
    private long _steps;

    internal OptimizerState(int length, string[] names, float start)
    {
        _length = length;
        _names = names;
        _buffers = Array.ConvertAll(names, _ => TensorUpdate.AllocateState(length));
        if (start != 0)
        {
            Array.ForEach(_buffers, buffer => Array.Fill(buffer, start));
        }

        Names = Array.AsReadOnly(names);
    }

    /// <summary>How many steps have changed the tensor; torch's <c>step</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public long Steps
    {
        get => _steps;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _steps = value;
        }
    }

    /// <summary>
    /// The names of the buffers, each with a number for every parameter of the tensor: <c>momentum_buffer</c>; <c>exp_avg</c> and
    /// <c>exp_avg_sq</c>; ….
    /// </summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What the learning rate is multiplied by for this tensor.</summary>
    internal double RateFactor { get; set; } = 1;

    /// <summary>The tensor's own weight decay; null for the optimizer's.</summary>
    internal double? WeightDecay { get; set; }

    /// <summary>Whether steps leave the tensor as it is.</summary>
    internal bool IsFrozen { get; set; }

    /// <summary>The numbers of a buffer.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such buffer.</exception>
    public ReadOnlySpan<float> Values(string name) => Find(name).AsSpan(0, _length);

    /// <summary>Sets the numbers of a buffer.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="values">A number for every parameter of the tensor.</param>
    /// <exception cref="ArgumentException">There is no such buffer, or its length is another one.</exception>
    public void Set(string name, ReadOnlySpan<float> values)
    {
        float[] buffer = Find(name);
        if (values.Length != _length)
        {
            throw new ArgumentException(
                Invariant($"The tensor has {_length} parameters, but there are {values.Length} values for '{name}'."), nameof(values));
        }

        values.CopyTo(buffer);
    }

    /// <summary>A buffer, filled up to whole vectors; empty where the optimizer's settings need none.</summary>
    internal float[] Buffer(string name)
    {
        int index = Array.IndexOf(_names, name);
        return index >= 0 ? _buffers[index] : [];
    }

    private float[] Find(string name) => _names.Contains(name) ? Buffer(name) : throw new ArgumentException(
        _names.Length == 0
            ? $"This optimizer keeps no '{name}', nor any other buffer."
            : $"This optimizer keeps no '{name}', but {string.Join(", ", _names)}.",
        nameof(name));
}

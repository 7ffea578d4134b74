namespace ConvGen.Engine;

/// <summary>
/// Where each tensor of a network starts in its canonical block: in order, each at the next multiple of 16 floats. In the block of
/// gradients only trained tensors have room. Emitted code has the same offsets as constants, so this rule must not change on its own.
/// </summary>
internal sealed class TensorLayout
{
    private const int Alignment = 16;

    private readonly int[] _offsets;
    private readonly int[] _lengths;
    private readonly Dictionary<string, int> _indices;
    private TensorLayout? _gradients;

    public TensorLayout(TensorSpec[] tensors)
        : this(tensors, tensor => true)
    {
    }

    private TensorLayout(TensorSpec[] tensors, Func<TensorSpec, bool> hasRoom)
    {
        Tensors = tensors;
        _offsets = new int[tensors.Length];
        _lengths = Array.ConvertAll(tensors, tensor => hasRoom(tensor) ? tensor.Length : 0);
        _indices = new Dictionary<string, int>(tensors.Length, StringComparer.Ordinal);
        long next = 0;
        for (int i = 0; i < tensors.Length; i++)
        {
            if (!_indices.TryAdd(tensors[i].Name, i))
            {
                throw new ArgumentException($"Two tensors are named '{tensors[i].Name}'.", nameof(tensors));
            }

            _offsets[i] = checked((int)next);
            next += ((long)_lengths[i] + Alignment - 1) / Alignment * Alignment;
        }

        Length = checked((int)next);
    }

    public TensorSpec[] Tensors { get; }

    /// <summary>The floats of the whole block.</summary>
    public int Length { get; }

    /// <summary>The layout of the gradients by these tensors.</summary>
    public TensorLayout Gradients => _gradients ??= new(Tensors, tensor => tensor.Trainable);

    public int OffsetOf(int tensor) => _offsets[tensor];

    /// <summary>How many floats a tensor has in the block.</summary>
    public int LengthOf(int tensor) => _lengths[tensor];

    public bool TryFind(string name, out int tensor) => _indices.TryGetValue(name, out tensor);
}

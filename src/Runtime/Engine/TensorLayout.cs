namespace ConvGen.Engine;

/// <summary>
/// Where each tensor of a network starts in its canonical block: in order, each at the next multiple of 16 floats. Emitted code
/// has the same offsets as constants, so this rule must not change on its own.
/// </summary>
internal sealed class TensorLayout
{
    private const int Alignment = 16;

    private readonly int[] _offsets;
    private readonly Dictionary<string, int> _indices;

    public TensorLayout(TensorSpec[] tensors)
    {
        Tensors = tensors;
        _offsets = new int[tensors.Length];
        _indices = new Dictionary<string, int>(tensors.Length, StringComparer.Ordinal);
        long next = 0;
        for (int i = 0; i < tensors.Length; i++)
        {
            if (!_indices.TryAdd(tensors[i].Name, i))
            {
                throw new ArgumentException($"Two tensors are named '{tensors[i].Name}'.", nameof(tensors));
            }

            _offsets[i] = checked((int)next);
            next += ((long)tensors[i].Length + Alignment - 1) / Alignment * Alignment;
        }

        Length = checked((int)next);
    }

    public TensorSpec[] Tensors { get; }

    /// <summary>The floats of the whole block.</summary>
    public int Length { get; }

    public int OffsetOf(int tensor) => _offsets[tensor];

    public bool TryFind(string name, out int tensor) => _indices.TryGetValue(name, out tensor);
}

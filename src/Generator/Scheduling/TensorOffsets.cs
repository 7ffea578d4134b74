using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Scheduling;

/// <summary>Where each tensor begins in the block of parameters, or of gradients: every tensor at the next multiple of 16 floats.</summary>
internal sealed class TensorOffsets
{
    private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lengths = new(StringComparer.Ordinal);

    public TensorOffsets(IEnumerable<ParameterTensor> tensors)
    {
        int next = 0;
        foreach (ParameterTensor tensor in tensors)
        {
            _offsets.Add(tensor.Name, next);
            _lengths.Add(tensor.Name, (int)tensor.Length);
            next += ValueLayout.Whole((int)tensor.Length);
        }
    }

    public int this[string name] => _offsets[name];

    /// <summary>The floats of a tensor.</summary>
    public int LengthOf(string name) => _lengths[name];
}

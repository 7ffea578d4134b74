using ConvGen.Generator.Kernels;

namespace ConvGen.Generator.Planning;

/// <summary>Packed weights of one kind of context: how long, and the calls that fill them.</summary>
internal sealed class PackedBlock
{
    public List<string> Calls { get; } = [];

    public int Length { get; private set; }

    public long Bytes => (long)Length * sizeof(float);

    /// <summary>Reserves floats and returns their offset.</summary>
    public int Reserve(int length)
    {
        int offset = Length;
        Length += ValueLayout.CeilDiv(length, ValueLayout.BlockSize) * ValueLayout.BlockSize;
        return offset;
    }
}

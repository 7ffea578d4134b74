using ConvGen.Generator.Kernels;

namespace ConvGen.Generator.Planning;

/// <summary>
/// Packed weights of one kind of context: how long, and the calls that fill them. What only exact networks pack lies behind the rest, so
/// that others do not have it.
/// </summary>
internal sealed class PackedBlock
{
    public List<string> Calls { get; } = [];

    /// <summary>What is packed already, by the call that packs it.</summary>
    public Dictionary<string, PackedRegion> Regions { get; } = new(StringComparer.Ordinal);

    /// <summary>The same, of calls that fill two regions.</summary>
    public Dictionary<string, (PackedRegion First, PackedRegion Second)> RegionPairs { get; } = new(StringComparer.Ordinal);

    public int Length { get; private set; }

    /// <summary>Floats of an exact network's block.</summary>
    public int LengthWhenExact { get; private set; }

    /// <summary>Whether exact networks have weights that others do not have.</summary>
    public bool HasExactWeights => LengthWhenExact > Length;

    public long Bytes => (long)Length * sizeof(float);

    /// <summary>Reserves floats and returns their offset.</summary>
    public int Reserve(int length)
    {
        int offset = Length;
        Length += ValueLayout.Whole(length);
        LengthWhenExact += ValueLayout.Whole(length);
        return offset;
    }

    /// <summary>Reserves floats that only exact networks have, and returns their offset behind those that all have.</summary>
    public int ReserveWhenExact(int length)
    {
        int offset = LengthWhenExact - Length;
        LengthWhenExact += ValueLayout.Whole(length);
        return offset;
    }
}

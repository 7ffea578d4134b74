using ConvGen.Generator.Kernels;
using ConvGen.Model;

namespace ConvGen.Generator.Planning;

/// <summary>
/// Packed weights of one kind of context: how long, and the calls that fill them. What only exact networks pack lies behind the rest, so
/// that others do not have it.
/// </summary>
internal sealed class PackedBlock
{
    private readonly List<EquatableArray<double>> _constants = [];

    /// <summary>The calls, each with the first layer that reads what it packs.</summary>
    public List<(string Layer, string Text)> Calls { get; } = [];

    /// <summary>What is packed already, by the call that packs it.</summary>
    public Dictionary<string, PackedRegion> Regions { get; } = new(StringComparer.Ordinal);

    /// <summary>The same, of calls that fill two regions or one of two.</summary>
    public Dictionary<string, (PackedRegion First, PackedRegion Second)> RegionPairs { get; } = new(StringComparer.Ordinal);

    /// <summary>Arrays of fixed numbers that the calls read.</summary>
    public IReadOnlyList<EquatableArray<double>> Constants => _constants;

    public int Length { get; private set; }

    /// <summary>Floats of an exact network's block.</summary>
    public int LengthWhenExact { get; private set; }

    /// <summary>Whether exact networks have weights that others do not have.</summary>
    public bool HasExactWeights => LengthWhenExact > Length;

    public long Bytes => (long)Length * sizeof(float);

    /// <summary>The name in the packing routine of an array of fixed numbers.</summary>
    public static string ConstantName(int index) => $"constants{Text.Of(index + 1)}";

    /// <summary>Makes fixed numbers available to the calls, equal ones once, and returns their name.</summary>
    public string Constant(EquatableArray<double> values)
    {
        if (!_constants.Contains(values))
        {
            _constants.Add(values);
        }

        return ConstantName(_constants.IndexOf(values));
    }

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

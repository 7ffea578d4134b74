using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Program;

/// <summary>How a dense layer sees its input: a map is taken as one column of positions.</summary>
internal static class DenseInput
{
    /// <summary>Channels and positions; a planar value or a vector is all channels.</summary>
    public static (int Channels, int Positions) Of(Value value) => value.IsPlanar || value.Size.Positions == 1
        ? (value.Channels * value.Size.Positions, 1)
        : (value.Channels, value.Size.Positions);

    /// <summary>A copy of a map that lies there without a halo.</summary>
    /// <param name="layer">The layer that it is for.</param>
    /// <param name="map">The map.</param>
    public static CopyOperation WithoutHalo(string layer, Value map) =>
        new(layer, map, new Value(map.Name, map.Channels, map.Size) { IsPlanar = map.IsPlanar }, accumulates: false) { IsPreparation = true };

    /// <summary>Strides with the map taken as one column of positions.</summary>
    public static Strides Strides(Value value)
    {
        ValueLayout layout = value.Layout;
        const int block = ValueLayout.BlockSize;
        return value.IsPlanar || value.Size.Positions == 1
            ? new Strides(block, block, block, block, 1, layout.ExampleStride)
            : new Strides(block, block, block, layout.BlockStride, 1, layout.ExampleStride);
    }
}

using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Program;

/// <summary>How a dense layer sees its input: a map is taken as one column of positions.</summary>
internal static class DenseInput
{
    /// <summary>Channels and positions; a planar value or a vector is all channels.</summary>
    public static (int Channels, int Positions) Of(Value value) => value.IsPlanar || value.Size.Positions == 1
        ? (value.Channels * value.Size.Positions, 1)
        : (value.Channels, value.Size.Positions);

    /// <summary>
    /// The operations in the place of one that walks its input as a map without a halo: where it has one, a copy comes first.
    /// </summary>
    /// <param name="reader">The operation.</param>
    /// <param name="map">Its input.</param>
    /// <param name="read">Has it read the copy.</param>
    public static IEnumerable<Operation> Legalize(Operation reader, Value map, Action<Value> read)
    {
        if (map.Layout.IsContiguous)
        {
            return [reader];
        }

        CopyOperation copy = WithoutHalo(reader.Layer, map);
        read(copy.Output);
        return [copy, reader];
    }

    /// <summary>Strides with the map taken as one column of positions.</summary>
    public static Strides Strides(Value value)
    {
        ValueLayout layout = value.Layout;
        const int block = ValueLayout.BlockSize;
        return value.IsPlanar || value.Size.Positions == 1
            ? new Strides(block, block, block, block, 1, layout.ExampleStride)
            : new Strides(block, block, block, layout.BlockStride, 1, layout.ExampleStride);
    }

    // A copy of a map that lies there without a halo.
    private static CopyOperation WithoutHalo(string layer, Value map) =>
        new(layer, map, new Value(map.Name, map.Channels, map.Size) { IsPlanar = map.IsPlanar }, accumulates: false)
        {
            IsPreparation = true,
        };
}

using System.Buffers.Binary;
using System.Text;
using ConvGen.Engine;
using ConvGen.Weights;

namespace ConvGen.Runtime.Tests.Weights;

/// <summary>Safetensors files written by hand, right and wrong.</summary>
internal static class SafetensorsFile
{
    /// <summary>A file of a header and data as they are given.</summary>
    public static byte[] Of(string header, byte[] data) => Of(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Of(byte[] header, byte[] data)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        return [.. length, .. header, .. data];
    }

    /// <summary>A file with one tensor named w.</summary>
    public static byte[] OfOne(string type, string shape, byte[] data) =>
        Of($$$"""{"w":{"dtype":"{{{type}}}","shape":{{{shape}}},"data_offsets":[0,{{{data.Length}}}]}}""", data);

    /// <summary>A store with the one tensor w [2].</summary>
    public static WeightStore StoreOfOne() => Store.Create([new("w", [2], TensorRole.Weight, 1, 1, false)]);

    /// <summary>What a store writes.</summary>
    public static byte[] Save(WeightStore store)
    {
        using var stream = new MemoryStream();
        WeightFile.Save(store, stream);
        return stream.ToArray();
    }
}

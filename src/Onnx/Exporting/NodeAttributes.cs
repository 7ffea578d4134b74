using ConvGen.Onnx.Protobuf;
using Google.Protobuf;
using static ConvGen.Onnx.Protobuf.AttributeProto.Types;

namespace ConvGen.Onnx.Exporting;

/// <summary>Attributes of nodes.</summary>
internal static class NodeAttributes
{
    /// <summary>A whole number.</summary>
    public static AttributeProto Whole(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    /// <summary>A number.</summary>
    public static AttributeProto Real(string name, double value) => new() { Name = name, Type = AttributeType.Float, F = (float)value };

    /// <summary>A word.</summary>
    public static AttributeProto Word(string name, string value) =>
        new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    /// <summary>Whole numbers.</summary>
    public static AttributeProto Wholes(string name, IEnumerable<int> values) =>
        new() { Name = name, Type = AttributeType.Ints, Ints = { values.Select(value => (long)value) } };
}

using System.Text.Json;
using ConvGen.Conformance.Cases;
using ConvGen.Onnx.Protobuf;
using Google.Protobuf;

namespace ConvGen.Conformance.Models;

/// <summary>Nodes as ONNX has them.</summary>
internal static class NodeMessages
{
    /// <summary>A node of an ONNX case, as it stands there.</summary>
    public static NodeProto Of(Node node)
    {
        NodeProto message = new() { OpType = node.Op, Domain = node.Domain, Input = { node.Inputs }, Output = { node.Outputs } };
        message.Attribute.AddRange(node.Attributes.Names.Select(name => Attribute(name, node.Attributes)));
        return message;
    }

    /// <summary>A node without attributes.</summary>
    public static NodeProto Of(string op, IEnumerable<string> inputs, params string[] outputs) =>
        new() { OpType = op, Input = { inputs }, Output = { outputs } };

    /// <summary>Adds an integer.</summary>
    public static NodeProto With(this NodeProto node, string name, int value) =>
        node.Add(new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value });

    /// <summary>Adds a number.</summary>
    public static NodeProto With(this NodeProto node, string name, double value) =>
        node.Add(new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = (float)value });

    /// <summary>Adds a word.</summary>
    public static NodeProto With(this NodeProto node, string name, string value) =>
        node.Add(new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) });

    /// <summary>Adds integers.</summary>
    public static NodeProto With(this NodeProto node, string name, int[] values) =>
        node.Add(new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values.Select(value => (long)value) } });

    private static NodeProto Add(this NodeProto node, AttributeProto attribute)
    {
        node.Attribute.Add(attribute);
        return node;
    }

    private static AttributeProto Attribute(string name, Attributes attributes)
    {
        AttributeProto attribute = new() { Name = name };
        JsonElement value = attributes.Raw(name);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                attribute.Type = AttributeProto.Types.AttributeType.Tensor;
                attribute.T = TensorMessages.Constant(attributes.Tensor(name));
                break;
            case JsonValueKind.String:
                attribute.Type = AttributeProto.Types.AttributeType.String;
                attribute.S = ByteString.CopyFromUtf8(value.GetString());
                break;
            case JsonValueKind.Array when value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String):
                attribute.Type = AttributeProto.Types.AttributeType.Strings;
                attribute.Strings.AddRange(value.EnumerateArray().Select(item => ByteString.CopyFromUtf8(item.GetString())));
                break;
            case JsonValueKind.Array when value.EnumerateArray().All(IsInteger):
                attribute.Type = AttributeProto.Types.AttributeType.Ints;
                attribute.Ints.AddRange(value.EnumerateArray().Select(item => item.GetInt64()));
                break;
            case JsonValueKind.Array:
                attribute.Type = AttributeProto.Types.AttributeType.Floats;
                attribute.Floats.AddRange(value.EnumerateArray().Select(item => item.GetSingle()));
                break;
            case JsonValueKind.Number when IsInteger(value):
                attribute.Type = AttributeProto.Types.AttributeType.Int;
                attribute.I = value.GetInt64();
                break;
            case JsonValueKind.Number:
                attribute.Type = AttributeProto.Types.AttributeType.Float;
                attribute.F = value.GetSingle();
                break;
            default:
                throw new CaseFormatException($"the attribute '{name}' is {value}");
        }

        return attribute;
    }

    // Floats are written with a point or an exponent.
    private static bool IsInteger(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _);
}

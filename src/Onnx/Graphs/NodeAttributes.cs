using ConvGen.Onnx.Files;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Graphs;

/// <summary>The attributes of a node, by name.</summary>
/// <param name="attributes">As they are in the file.</param>
/// <param name="decoder">Decodes tensors when they are asked for.</param>
internal sealed class NodeAttributes(IReadOnlyDictionary<string, AttributeProto> attributes, TensorDecoder decoder)
{
    /// <summary>Whether the node has the attribute.</summary>
    public bool Has(string name) => attributes.ContainsKey(name);

    /// <summary>Whether any attribute holds a graph, as those of control flow do.</summary>
    public bool HasGraph => attributes.Values.Any(attribute => attribute.G is not null || attribute.Graphs.Count > 0);

    /// <summary>An integer, or a default.</summary>
    public int Int(string name, int otherwise = 0) =>
        attributes.TryGetValue(name, out AttributeProto? found) ? (int)Math.Clamp(found.I, int.MinValue, int.MaxValue) : otherwise;

    /// <summary>Whether an integer is there and not 0.</summary>
    public bool Flag(string name) => Int(name) != 0;

    /// <summary>A number, or a default.</summary>
    public double Real(string name, double otherwise = 0) =>
        attributes.TryGetValue(name, out AttributeProto? found) ? Decimals.Of(found.F) : otherwise;

    /// <summary>A text, or a default.</summary>
    public string Text(string name, string otherwise = "") =>
        attributes.TryGetValue(name, out AttributeProto? found) ? found.S.ToStringUtf8() : otherwise;

    /// <summary>Integers, clamped to the range of sizes, or <see langword="null"/>.</summary>
    public int[]? Ints(string name) => attributes.TryGetValue(name, out AttributeProto? found)
        ? [.. found.Ints.Select(value => (int)Math.Clamp(value, int.MinValue, int.MaxValue))]
        : null;

    /// <summary>Numbers, or <see langword="null"/>.</summary>
    public double[]? Reals(string name) =>
        attributes.TryGetValue(name, out AttributeProto? found) ? [.. found.Floats.Select(Decimals.Of)] : null;

    /// <summary>A tensor, or <see langword="null"/>.</summary>
    public OnnxTensor? Tensor(string name) =>
        attributes.TryGetValue(name, out AttributeProto? found) && found.T is { } tensor ? decoder.Decode(tensor) : null;
}

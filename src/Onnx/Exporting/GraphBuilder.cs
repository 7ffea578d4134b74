using System.Globalization;
using System.Runtime.InteropServices;
using ConvGen.Onnx.Protobuf;
using Google.Protobuf;
using static ConvGen.Onnx.Protobuf.TensorProto.Types;

namespace ConvGen.Onnx.Exporting;

/// <summary>A graph to which nodes and constants are added. Every name is given once.</summary>
/// <param name="name">The name of the graph.</param>
internal sealed class GraphBuilder(string name)
{
    private readonly HashSet<string> _names = [];

    /// <summary>The graph.</summary>
    public GraphProto Graph { get; } = new() { Name = name };

    /// <summary>A name that nothing has, made of the wanted one; from now on it is taken.</summary>
    public string Reserve(string wanted)
    {
        string free = wanted;
        for (int number = 2; !_names.Add(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{number}");
        }

        return free;
    }

    /// <summary>Adds a constant of floats.</summary>
    /// <returns>Its name.</returns>
    public string Add(string wanted, IEnumerable<int> shape, ReadOnlySpan<float> values)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            for (int i = 0; i < bytes.Length; i += sizeof(float))
            {
                bytes.AsSpan(i, sizeof(float)).Reverse();
            }
        }

        return Add(wanted, new TensorProto
        {
            DataType = (int)DataType.Float,
            Dims = { shape.Select(size => (long)size) },
            RawData = UnsafeByteOperations.UnsafeWrap(bytes),
        });
    }

    /// <summary>Adds a constant list of whole numbers.</summary>
    /// <returns>Its name.</returns>
    public string Add(string wanted, IReadOnlyCollection<long> values) =>
        Add(wanted, new TensorProto { DataType = (int)DataType.Int64, Dims = { values.Count }, Int64Data = { values } });

    /// <summary>Adds a node with one result.</summary>
    /// <returns>The node.</returns>
    public NodeProto Add(string op, string wanted, IEnumerable<string> inputs, IEnumerable<AttributeProto> attributes)
    {
        string result = Reserve(wanted);
        NodeProto node = new() { OpType = op, Name = result, Input = { inputs }, Output = { result }, Attribute = { attributes } };
        Graph.Node.Add(node);
        return node;
    }

    private string Add(string wanted, TensorProto tensor)
    {
        tensor.Name = Reserve(wanted);
        Graph.Initializer.Add(tensor);
        return tensor.Name;
    }
}

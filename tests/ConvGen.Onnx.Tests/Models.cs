using System.Buffers.Binary;
using ConvGen.Onnx.Protobuf;
using Google.Protobuf;

namespace ConvGen.Onnx.Tests;

/// <summary>Small models that tests change.</summary>
internal static class Models
{
    private const int Float = (int)TensorProto.Types.DataType.Float;

    /// <summary>A convolution with two filters, a rectifier, and a dense layer behind a reshape.</summary>
    public static ModelProto Small()
    {
        GraphProto graph = new() { Name = "small" };
        graph.Input.Add(Value("x", 1, 1, 4, 4));
        graph.Output.Add(Value("y", 1, 3));
        graph.Initializer.Add(Tensor("w", [2, 1, 3, 3], Numbers(18)));
        graph.Initializer.Add(Tensor("b", [2], Numbers(2)));
        graph.Initializer.Add(Tensor("m", [8, 3], Numbers(24)));
        graph.Initializer.Add(new TensorProto
        {
            Name = "s",
            Dims = { 2 },
            DataType = (int)TensorProto.Types.DataType.Int64,
            Int64Data = { 1, -1 },
        });
        graph.Node.Add(Node("Conv", "c", ["x", "w", "b"]));
        graph.Node.Add(Node("Relu", "r", ["c"]));
        graph.Node.Add(Node("Reshape", "f", ["r", "s"]));
        graph.Node.Add(Node("MatMul", "y", ["f", "m"]));
        return Model(graph);
    }

    /// <summary>A model of a graph.</summary>
    public static ModelProto Model(GraphProto graph, int opset = 13) =>
        new() { IrVersion = 8, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = opset } } };

    /// <summary>A model of one node that reads x and yields y.</summary>
    public static ModelProto Of(NodeProto node, int[] input, params TensorProto[] constants)
    {
        GraphProto graph = new();
        graph.Input.Add(Value("x", input));
        graph.Output.Add(Value("y"));
        graph.Initializer.AddRange(constants);
        graph.Node.Add(node);
        return Model(graph);
    }

    /// <summary>A node.</summary>
    public static NodeProto Node(string op, string output, string[] inputs) =>
        new() { OpType = op, Name = output + "_node", Input = { inputs }, Output = { output } };

    /// <summary>A node with attributes of integers.</summary>
    public static NodeProto Node(string op, string output, string[] inputs, params (string Name, int[] Values)[] attributes)
    {
        NodeProto node = Node(op, output, inputs);
        node.Attribute.AddRange(attributes.Select(attribute => attribute.Values is [int only] && attribute.Name == "axis"
            ? new AttributeProto { Name = attribute.Name, I = only, Type = AttributeProto.Types.AttributeType.Int }
            : new() { Name = attribute.Name, Ints = { attribute.Values.Select(value => (long)value) } }));
        return node;
    }

    /// <summary>An input or output of floats.</summary>
    public static ValueInfoProto Value(string name, params int[] shape)
    {
        TensorShapeProto sizes = new();
        sizes.Dim.AddRange(shape.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new() { Name = name, Type = new() { TensorType = new() { ElemType = Float, Shape = sizes } } };
    }

    /// <summary>A constant of floats as raw bytes.</summary>
    public static TensorProto Tensor(string name, long[] shape, float[] numbers)
    {
        byte[] bytes = new byte[numbers.Length * sizeof(float)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), numbers[i]);
        }

        return new() { Name = name, Dims = { shape }, DataType = Float, RawData = ByteString.CopyFrom(bytes) };
    }

    /// <summary>Imports a model from its bytes.</summary>
    public static ImportedNetwork Import(ModelProto model, ImportOptions? options = null) => Import(model.ToByteArray(), options);

    /// <summary>Imports bytes.</summary>
    public static ImportedNetwork Import(byte[] bytes, ImportOptions? options = null)
    {
        using MemoryStream stream = new(bytes);
        return OnnxImporter.Import(stream, options);
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i))];
}

using System.Runtime.InteropServices;

namespace ConvGen.Benchmarks.Onnx;

/// <summary>An ONNX file under construction; field numbers are those of onnx.proto.</summary>
internal sealed class OnnxModel
{
    private const int FormatVersion = 8, OperatorSet = 17, FloatType = 1;

    private readonly WireMessage _graph = new WireMessage().Text(2, "network");

    /// <summary>Declares the input.</summary>
    public void AddInput(string name, IEnumerable<int> shape) => _graph.Message(11, Value(name, shape));

    /// <summary>Declares the output.</summary>
    public void AddOutput(string name, IEnumerable<int> shape) => _graph.Message(12, Value(name, shape));

    /// <summary>Adds a constant tensor.</summary>
    public void AddConstant(string name, IEnumerable<int> shape, ReadOnlySpan<float> values)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        _graph.Message(5, new WireMessage().Integers(1, shape).Integer(2, FloatType).Text(8, name).Bytes(9, bytes));
    }

    /// <summary>Adds a node.</summary>
    public void AddNode(string operation, IEnumerable<string> inputs, string output, params IEnumerable<WireMessage> attributes)
    {
        var node = new WireMessage();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(3, output).Text(4, operation);
        foreach (WireMessage attribute in attributes)
        {
            node.Message(5, attribute);
        }

        _graph.Message(1, node);
    }

    /// <summary>Writes the file.</summary>
    public void Write(string path)
    {
        WireMessage operators = new WireMessage().Text(1, "").Integer(2, OperatorSet);
        WireMessage model = new WireMessage().Integer(1, FormatVersion).Message(8, operators).Message(7, _graph);
        using FileStream file = File.Create(path);
        model.WriteTo(file);
    }

    private static WireMessage Value(string name, IEnumerable<int> shape)
    {
        var extents = new WireMessage();
        foreach (int extent in shape)
        {
            extents.Message(1, new WireMessage().Integer(1, extent));
        }

        WireMessage tensor = new WireMessage().Integer(1, FloatType).Message(2, extents);
        return new WireMessage().Text(1, name).Message(2, new WireMessage().Message(1, tensor));
    }
}

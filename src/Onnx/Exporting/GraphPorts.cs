using ConvGen.Model;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Onnx.Protobuf;
using static ConvGen.Onnx.Protobuf.TensorProto.Types;

namespace ConvGen.Onnx.Exporting;

/// <summary>The inputs and outputs of a graph. Their first axis is that of examples, and open.</summary>
internal static class GraphPorts
{
    private const string Examples = "N";
    private const double MaxByte = 255;

    /// <summary>Keeps the names of outputs for them.</summary>
    public static void Reserve(NetworkModel network, GraphBuilder graph)
    {
        foreach (string name in network.OutputNames)
        {
            _ = graph.Reserve(name);
        }
    }

    /// <summary>Adds an input, and what the network does with its elements first.</summary>
    /// <returns>What the network's layers read, planar.</returns>
    public static string AddInput(Node node, InputLayer input, NetworkTensors tensors, GraphBuilder graph)
    {
        bool isInterleaved = input.Layout == InputLayout.Interleaved && node.Shape.Rank > 0;
        int[] axes = [.. ExportedLayer.Axes(node.Shape)];
        string value = graph.Reserve(node.Name);
        graph.Graph.Input.Add(Port(
            value, input.Element == InputElement.Byte ? DataType.Uint8 : DataType.Float, isInterleaved ? [.. axes[1..], axes[0]] : axes));
        var steps = new ExportedLayer(node, [node], [value], tensors, graph);
        if (input.Element == InputElement.Byte)
        {
            value = steps.Add("Cast", value, NodeAttributes.Whole("to", (long)DataType.Float));
        }

        if (isInterleaved)
        {
            int rank = node.Shape.Rank;
            value = steps.Add("Transpose", value, NodeAttributes.Wholes("perm", [0, rank + 1, .. Enumerable.Range(1, rank)]));
        }

        if (input.Element == InputElement.Byte)
        {
            value = steps.Add("Div", [value, steps.Constant("unit", MaxByte)]);
        }

        value = Normalise(steps, "Sub", "mean", value, input.Mean, neutral: 0);
        return Normalise(steps, "Div", "std", value, input.Std, neutral: 1);
    }

    /// <summary>Gives the results of a network the names of its outputs.</summary>
    /// <param name="network">The network.</param>
    /// <param name="values">What its layers have become.</param>
    /// <param name="graph">The graph.</param>
    public static void AddOutputs(NetworkModel network, string[] values, GraphBuilder graph)
    {
        HashSet<string> named = [.. graph.Graph.Input.Select(input => input.Name)];
        for (int i = 0; i < network.Outputs.Count; i++)
        {
            string name = network.OutputNames[i], value = values[network.Outputs[i]];
            if (named.Contains(value))
            {
                graph.Graph.Node.Add(new NodeProto { OpType = "Identity", Name = name, Input = { value }, Output = { name } });
            }
            else
            {
                Rename(graph.Graph, value, name);
                Array.ForEach(Enumerable.Range(0, values.Length).Where(at => values[at] == value).ToArray(), at => values[at] = name);
            }

            _ = named.Add(name);
            graph.Graph.Output.Add(Port(name, DataType.Float, ExportedLayer.Axes(network.Nodes[network.Outputs[i]].Shape)));
        }
    }

    private static void Rename(GraphProto graph, string value, string name)
    {
        foreach (NodeProto node in graph.Node)
        {
            for (int i = 0; i < node.Output.Count; i++)
            {
                node.Output[i] = node.Output[i] == value ? name : node.Output[i];
            }

            for (int i = 0; i < node.Input.Count; i++)
            {
                node.Input[i] = node.Input[i] == value ? name : node.Input[i];
            }
        }
    }

    private static string Normalise(
        ExportedLayer steps, string op, string what, string value, IReadOnlyList<double>? numbers, double neutral)
    {
        if (numbers is null || numbers.All(number => number == neutral))
        {
            return value;
        }

        IEnumerable<int> shape = numbers.Count == 1 ? [] : ExportedLayer.Broadcast(numbers.Count, steps.Node.Shape.Rank);
        return steps.Add(op, [value, steps.Constant(what, shape, [.. numbers.Select(number => (float)number)])]);
    }

    private static ValueInfoProto Port(string name, DataType type, IEnumerable<int> axes)
    {
        TensorShapeProto shape = new() { Dim = { new TensorShapeProto.Types.Dimension { DimParam = Examples } } };
        shape.Dim.AddRange(axes.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new() { Name = name, Type = new() { TensorType = new() { ElemType = (int)type, Shape = shape } } };
    }
}

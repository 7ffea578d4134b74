extern alias runtime;
using ConvGen.Model;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Networks;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Reading;
using INetwork = runtime::ConvGen.INetwork;

namespace ConvGen.Onnx.Exporting;

/// <summary>Makes an ONNX model of a network.</summary>
internal static class NetworkExporter
{
    private const int Opset = 17;
    private const int IrVersion = 8;

    /// <summary>The model, at the declared size of its inputs.</summary>
    /// <exception cref="OnnxExportException">Layers have no counterpart; lists all of them.</exception>
    public static ModelProto Export(INetwork network)
    {
        NetworkModel model = Infer(network.GetType());
        var graph = new GraphBuilder(model.Type.Name);
        string[] values = new string[model.Nodes.Count];
        List<ExportProblem> problems = [];
        var tensors = new NetworkTensors(network.Parameters, graph);
        GraphPorts.Reserve(model, graph);
        for (int i = 0; i < values.Length; i++)
        {
            Node node = model.Nodes[i];
            values[i] = node.Layer is InputLayer input
                ? GraphPorts.AddInput(node, input, tensors, graph)
                : Export(Open(model, node, values, tensors, graph), problems);
        }

        if (problems.Count > 0)
        {
            throw new OnnxExportException(model.Type.Name, problems);
        }

        GraphPorts.AddOutputs(model, values, graph);
        return new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = nameof(ConvGen),
            ProducerVersion = typeof(NetworkExporter).Assembly.GetName().Version!.ToString(fieldCount: 3),
            OpsetImport = { new OperatorSetIdProto { Version = Opset } },
            Graph = graph.Graph,
        };
    }

    // The class has been compiled, so nothing can be wrong with its declaration.
    private static NetworkModel Infer(Type type)
    {
        NetworkDeclaration declaration = CompiledNetworkReader.Read(type)
            ?? throw new ArgumentException($"{type} declares no network by attributes.", nameof(type));
        return NetworkInference.Infer(
            declaration, (_, problem) => throw new ArgumentException($"{type} declares no network: {problem.Id}.", nameof(type)))!;
    }

    private static ExportedLayer Open(
        NetworkModel model, Node node, string[] values, NetworkTensors tensors, GraphBuilder graph) => new(
        node,
        [.. node.Inputs.Select(input => model.Nodes[input])],
        [.. node.Inputs.Select(input => values[input])],
        tensors,
        graph);

    private static string Export(ExportedLayer layer, List<ExportProblem> problems)
    {
        try
        {
            return layer.Name(LayerExporters.Export(layer));
        }
        catch (NoCounterpartException missing)
        {
            problems.Add(new(layer.Node.Name, layer.Node.Layer.Kind, missing.Message));
            return layer.Node.Name;
        }
    }
}

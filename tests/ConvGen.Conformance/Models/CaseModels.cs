using ConvGen.Conformance.Cases;
using ConvGen.Onnx.Protobuf;

namespace ConvGen.Conformance.Models;

/// <summary>The graph of a case as an ONNX model.</summary>
internal static class CaseModels
{
    /// <summary>The graph of an ONNX case, as it stands there.</summary>
    public static ModelProto Of(ForwardCase source)
    {
        GraphProto graph = new() { Name = source.Name };
        graph.Node.AddRange(source.Nodes.Select(NodeMessages.Of));
        graph.Input.AddRange(source.Inputs.Where(tensor => !tensor.IsInitializer).Select(TensorMessages.Declaration));
        graph.Initializer.AddRange(source.Inputs.Where(tensor => tensor.IsInitializer).Select(TensorMessages.Constant));
        graph.Output.AddRange(source.Outputs.Select(TensorMessages.Declaration));
        ModelProto model = new() { IrVersion = 10, Graph = graph };
        model.OpsetImport.AddRange(source.Opsets.Select(domain => new OperatorSetIdProto
        {
            Domain = domain.Key == "ai.onnx" ? "" : domain.Key,
            Version = domain.Value,
        }));
        return model;
    }

    /// <summary>The graph of a gradient case in ONNX's words.</summary>
    /// <param name="name">The case.</param>
    /// <param name="nodes">Its layers.</param>
    /// <param name="inputs">What it is fed; what no layer reads is left out.</param>
    /// <param name="tensors">Parameters and statistics.</param>
    /// <param name="output">The value that is returned.</param>
    public static ModelProto Of(string name, IReadOnlyList<Node> nodes, Tensor[] inputs, IEnumerable<Tensor> tensors, string output)
    {
        GraphProto graph = new() { Name = name };
        HashSet<string> read = [.. nodes.SelectMany(node => node.Inputs)];
        Tensor[] fed = [.. inputs.Where(input => read.Contains(input.Name))];
        graph.Input.AddRange(fed.Select(TensorMessages.Declaration));
        graph.Initializer.AddRange(tensors.Select(TensorMessages.Constant));
        graph.Output.Add(new ValueInfoProto { Name = output });
        foreach (Node node in nodes)
            GradientNodes.Add(new(node, graph, fed));
        return new() { IrVersion = 10, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = GradientNodes.Opset } } };
    }
}

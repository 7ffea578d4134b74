using ConvGen.Conformance.Cases;
using ConvGen.Onnx.Protobuf;

namespace ConvGen.Conformance.Models;

/// <summary>A node of a gradient case on its way to nodes of ONNX.</summary>
/// <param name="node">The node.</param>
/// <param name="graph">Receives what it becomes.</param>
/// <param name="inputs">The inputs of the graph.</param>
internal sealed class GradientNode(Node node, GraphProto graph, Tensor[] inputs)
{
    public string Op => node.Op;

    public Attributes Attributes => node.Attributes;

    public string Input => node.Inputs[0];

    public IReadOnlyList<string> Inputs => node.Inputs;

    public string Output => node.Outputs[0];

    /// <summary>How many axes the first input has, which has to be one of the graph.</summary>
    public int Rank => inputs.FirstOrDefault(input => input.Name == node.Inputs[0])?.Shape.Length
        ?? throw new CaseFormatException($"{Op} of a computed value");

    /// <summary>The name of a parameter or statistic by its role; nothing where the node has none.</summary>
    public string[] Tensor(string role) => node.Tensors.TryGetValue(role, out string? tensor) ? [tensor] : [];

    /// <summary>Adds a node that computes the output, of the first input and what else is named.</summary>
    public NodeProto Result(string op, params string[] others) => Add(op, [Input, .. others], Output);

    /// <summary>Adds a node.</summary>
    public NodeProto Add(string op, IEnumerable<string> read, params string[] outputs)
    {
        NodeProto added = NodeMessages.Of(op, read, outputs);
        graph.Node.Add(added);
        return added;
    }

    /// <summary>A value between the nodes that this one becomes.</summary>
    public string Inner(string role) => $"{Output}.{role}";

    /// <summary>Adds a number.</summary>
    public string Number(string role, double value) => Constant(TensorMessages.Constant(Inner(role), (float)value));

    /// <summary>Adds a list of integers.</summary>
    public string Integers(string role, params IEnumerable<int> values) =>
        Constant(TensorMessages.Constant(Inner(role), values.Select(value => (long)value).ToArray()));

    private string Constant(TensorProto tensor)
    {
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }
}

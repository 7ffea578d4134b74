using ConvGen.Model.Layers;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using ConvGen.Onnx.Protobuf;

namespace ConvGen.Onnx.Exporting;

/// <summary>A layer while it becomes nodes of a graph.</summary>
/// <param name="node">The layer in its network.</param>
/// <param name="reads">The layers that it reads.</param>
/// <param name="inputs">The values of the graph that these have become.</param>
/// <param name="tensors">Its tensors.</param>
/// <param name="graph">The graph.</param>
internal sealed class ExportedLayer(
    Node node, IReadOnlyList<Node> reads, IReadOnlyList<string> inputs, NetworkTensors tensors, GraphBuilder graph)
{
    private readonly int _first = graph.Graph.Node.Count;

    /// <summary>The layer in its network.</summary>
    public Node Node => node;

    /// <summary>The layers that it reads.</summary>
    public IReadOnlyList<Node> Reads => reads;

    /// <summary>The values that it reads.</summary>
    public IReadOnlyList<string> Inputs => inputs;

    /// <summary>The first value that it reads.</summary>
    public string Input => inputs[0];

    /// <summary>The shape of an example of that value.</summary>
    public FeatureShape InputShape => reads[0].Shape;

    /// <summary>Its axes: channels, then spatial ones, without that of examples.</summary>
    public EquatableArray<int> InputAxes => Axes(InputShape);

    /// <summary>The axes of a shape: channels, then spatial ones.</summary>
    public static EquatableArray<int> Axes(FeatureShape shape) => new[] { shape.Channels }.Concat(shape.Spatial).ToEquatableArray();

    /// <summary>Adds a node.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="input">The value that it reads.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>Its result.</returns>
    public string Add(string op, string input, params AttributeProto[] attributes) => Add(op, [input], attributes);

    /// <summary>Adds a node.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="operands">The values that it reads; an empty name is an operand that is left out.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>Its result.</returns>
    public string Add(string op, IEnumerable<string> operands, params AttributeProto[] attributes) =>
        graph.Add(op, $"{node.Name}/{op}", operands, attributes).Output[0];

    /// <summary>Adds a node whose second result is wanted.</summary>
    public string AddSecond(string op, string input, params AttributeProto[] attributes)
    {
        NodeProto added = graph.Add(op, $"{node.Name}/{op}", [input], attributes);
        added.Output.Add(graph.Reserve($"{node.Name}/{op}/second"));
        return added.Output[1];
    }

    /// <summary>Adds a constant of floats.</summary>
    public string Constant(string what, IEnumerable<int> shape, ReadOnlySpan<float> values) =>
        graph.Add($"{node.Name}/{what}", shape, values);

    /// <summary>Adds a constant number.</summary>
    public string Constant(string what, double value) => Constant(what, [], [(float)value]);

    /// <summary>Adds a constant list of whole numbers.</summary>
    public string Wholes(string what, IEnumerable<int> values) =>
        graph.Add($"{node.Name}/{what}", [.. values.Select(value => (long)value)]);

    /// <summary>Whether it has a tensor of a role.</summary>
    public bool Has(TensorRole role) => node.Parameters.Any(tensor => tensor.Role == role);

    /// <summary>The shape of its tensor of a role.</summary>
    public EquatableArray<int> ShapeOf(TensorRole role) => Parameter(role).Shape;

    /// <summary>The numbers of its tensor of a role.</summary>
    public ReadOnlySpan<float> Numbers(TensorRole role) => tensors.Numbers(Parameter(role).Name);

    /// <summary>Its tensor of a role as a constant, which is called as in weight files.</summary>
    public string Tensor(TensorRole role) => Tensor(role, ShapeOf(role));

    /// <summary>The same with other extents.</summary>
    public string Tensor(TensorRole role, IEnumerable<int> shape) => tensors.Constant(Parameter(role).Name, shape.ToEquatableArray());

    /// <summary>Its tensor with a number for each channel, shaped to meet a value of that channels.</summary>
    public string PerChannel(TensorRole role, int rank) => Tensor(role, Broadcast(ShapeOf(role)[0], rank));

    /// <summary>The extents of numbers of channels that meet a value with some spatial axes.</summary>
    public static IEnumerable<int> Broadcast(int channels, int rank) => Enumerable.Repeat(1, rank).Prepend(channels);

    /// <summary>Gives the result the layer's name, where a node of this layer computes it.</summary>
    /// <returns>The result's name.</returns>
    public string Name(string result)
    {
        NodeProto? last = graph.Graph.Node.Skip(_first).FirstOrDefault(added => added.Output[0] == result);
        if (last is null)
        {
            return result;
        }

        last.Name = last.Output[0] = graph.Reserve(node.Name);
        foreach (NodeProto reader in graph.Graph.Node.Skip(_first))
        {
            for (int i = 0; i < reader.Input.Count; i++)
            {
                reader.Input[i] = reader.Input[i] == result ? last.Name : reader.Input[i];
            }
        }

        return last.Name;
    }

    private ParameterTensor Parameter(TensorRole role) => node.Parameters.First(tensor => tensor.Role == role);
}

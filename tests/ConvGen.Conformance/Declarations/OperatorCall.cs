using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>A node on its way to a layer: its settings, its values, and the network that it is added to.</summary>
internal sealed class OperatorCall(Node node, GraphValues values, NetworkBuilder network, string name, int opset)
{
    public string Op => node.Op;

    public Attributes Attributes => node.Attributes;

    public NetworkBuilder Network => network;

    /// <summary>The layer's name in the network.</summary>
    public string Name => name;

    public int Opset => opset;

    public int InputCount => node.Inputs.Length;

    public int OutputCount => node.Outputs.Length;

    public bool HasInput(int index) => index < node.Inputs.Length && node.Inputs[index].Length > 0;

    public bool HasOutput(int index) => index < node.Outputs.Length && node.Outputs[index].Length > 0;

    /// <summary>The same node under another name, for one that becomes two layers.</summary>
    public OperatorCall Named(string other) => new(node, values, network, other, opset);

    /// <summary>A value that the layer reads.</summary>
    public Value Data(int index) => values.Data(node.Inputs[index], Op);

    public bool IsData(int index) => values.IsComputed(node.Inputs[index]);

    /// <summary>Gives one of the node's outputs but the first its value.</summary>
    public void Define(int output, Value value) => values.Define(node.Outputs[output], value);

    /// <summary>A tensor that is known before the network runs.</summary>
    public Tensor Constant(int index) => values.Constant(node.Inputs[index], Op);

    public Tensor? OptionalConstant(int index) => HasInput(index) ? Constant(index) : null;

    /// <summary>A parameter or statistic of a gradient case, by its role.</summary>
    public Tensor? Tensor(string role) => node.Tensors.TryGetValue(role, out string? tensor) ? values.Constant(tensor, Op) : null;

    /// <summary>A value whose axes the operator depends on.</summary>
    public Value Map(int index)
    {
        Value value = Data(index);
        if (value.View is { } view)
            return value.Rank >= 2 ? Value.Of(view) : throw Unsupported("of a vector");
        return value.Relabelled ? throw Unsupported("after a change of shape") : value;
    }

    /// <summary>Adds a layer over the node's first value.</summary>
    public Value Layer(LayerText layer, Value? source = null, int? rank = null) => network.Add(layer, name, source ?? Data(0), rank);

    /// <summary>Gives one of the layer's tensors its values.</summary>
    public void Set(string role, Tensor tensor) => Set(role, tensor.Floats);

    public void Set(string role, float[] tensor) => network.Set($"{name}.{role}", tensor);

    /// <summary>The reason for a setting that no layer has.</summary>
    public SkippedCaseException Unsupported(string setting) => new($"{Op} {setting}");
}

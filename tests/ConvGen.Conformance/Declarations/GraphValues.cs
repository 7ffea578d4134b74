using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Declarations;

/// <summary>The values of a graph by name: tensors that the case gives, and what the nodes before have made.</summary>
internal sealed class GraphValues(IEnumerable<Tensor> inputs, IEnumerable<Tensor> constants)
{
    private readonly Dictionary<string, Tensor> _inputs = inputs.ToDictionary(tensor => tensor.Name);
    private readonly Dictionary<string, Tensor> _constants = constants.ToDictionary(tensor => tensor.Name);
    private readonly Dictionary<string, Value> _computed = [];

    public void Define(string name, Value value) => _computed.Add(name, value);

    public bool IsComputed(string name) => _computed.ContainsKey(name);

    /// <summary>What a layer reads: a computed value, or an input of the network.</summary>
    public Value Data(string name, string op)
    {
        if (_computed.TryGetValue(name, out Value? value))
            return value;
        if (!_inputs.TryGetValue(name, out Tensor? tensor))
            throw new SkippedCaseException($"{op} of a constant");
        if (!tensor.IsData)
            throw new SkippedCaseException($"{tensor.ElementType} data");
        return Value.Of(new InputView(name, tensor.Shape, tensor.Floats));
    }

    /// <summary>What a layer holds. An input in the place of a weight is a weight.</summary>
    public Tensor Constant(string name, string op) =>
        _constants.TryGetValue(name, out Tensor? tensor) || _inputs.TryGetValue(name, out tensor)
            ? tensor
            : throw new SkippedCaseException($"{op} with a computed weight");
}

using ConvGen.Onnx.Folding;
using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Patterns;

/// <summary>A graph while patterns are looked for in it, and what the current pattern has found.</summary>
/// <param name="graph">The graph.</param>
internal sealed class Matching(NormalisedGraph graph)
{
    private readonly Dictionary<string, Operation> _makers = graph.Operations.ToDictionary(operation => operation.Output);
    private readonly Dictionary<string, int> _uses = CountUses(graph);
    private readonly Dictionary<string, IReadOnlyList<int>> _shapes = new(graph.Shapes);
    private readonly Dictionary<string, OnnxTensor> _constants = new(graph.Constants);
    private Dictionary<string, string> _found = [];

    /// <summary>The shapes of all values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> Shapes => _shapes;

    /// <summary>The constants.</summary>
    public IReadOnlyDictionary<string, OnnxTensor> Constants => _constants;

    /// <summary>The value that a part of the pattern stands for.</summary>
    public string this[string name] => _found[name];

    /// <summary>Whether a part of the pattern was found, where there are several that could be.</summary>
    public bool Has(string name) => _found.ContainsKey(name);

    /// <summary>The operation that computes a value.</summary>
    public Operation? Maker(string value) => _makers.GetValueOrDefault(value);

    /// <summary>The operation that computes what a part of the pattern stands for.</summary>
    public Operation Made(string name) => _makers[_found[name]];

    /// <summary>The constant that a part of the pattern stands for.</summary>
    public OnnxTensor Constant(string name) => _constants[_found[name]];

    /// <summary>Whether an input is of bytes.</summary>
    public bool IsByteInput(string input) => graph.ByteInputs.Contains(input);

    /// <summary>Whether a value is read once, and not returned.</summary>
    public bool IsReadOnce(string value) => _uses.GetValueOrDefault(value) == 1;

    /// <summary>Looks for a pattern that ends in an operation.</summary>
    public bool Find(Pattern pattern, Operation last)
    {
        _found = [];
        return pattern(last.Output, this);
    }

    /// <summary>Lets a part of the pattern stand for a value; the same part always for the same value.</summary>
    public bool Bind(string name, string value) => _found.TryAdd(name, value) || _found[name] == value;

    /// <summary>Tries something, and forgets what it has found where it fails.</summary>
    public bool Try(Func<bool> attempt)
    {
        Dictionary<string, string> before = new(_found);
        if (attempt())
        {
            return true;
        }

        _found = before;
        return false;
    }

    /// <summary>Puts an operation in the place of the one that computed its value.</summary>
    public void Replace(Operation operation) => _makers[operation.Output] = operation;

    /// <summary>Defines a constant.</summary>
    public string Define(string name, OnnxTensor value)
    {
        (_constants[name], _shapes[name]) = (value, value.Shape);
        return name;
    }

    private static Dictionary<string, int> CountUses(NormalisedGraph graph)
    {
        Dictionary<string, int> uses = [];
        IEnumerable<string> read = graph.Operations.SelectMany(operation => operation.Inputs);
        foreach (string value in read.Concat(graph.Outputs.SelectMany(output => new[] { output.Value, output.Value })))
        {
            uses[value] = uses.GetValueOrDefault(value) + 1;
        }

        return uses;
    }
}

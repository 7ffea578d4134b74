using ConvGen.Onnx.Graphs;
using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Folding;

/// <summary>Walks a graph once: normalises each node, computes what is constant, and infers every shape on the way.</summary>
internal sealed class GraphFolder : IGraphValues
{
    // A few bytes can ask for any number of large constants.
    private const long MaxDefined = 1L << 30;

    private readonly Dictionary<string, string> _aliases = [];
    private readonly Dictionary<string, IReadOnlyList<int>> _shapes = [];
    private readonly Dictionary<string, OnnxTensor> _constants = [];
    private readonly List<Operation> _operations = [];
    private readonly HashSet<string> _read;
    private readonly HashSet<string> _inputs = [];
    private readonly OnnxGraph _graph;
    private readonly WholeNumbers _wholeNumbers;
    private long _defined;

    private GraphFolder(OnnxGraph graph, IEnumerable<GraphInput> inputs, bool keepsDropout)
    {
        _graph = graph;
        _wholeNumbers = new(inputs);
        KeepsDropout = keepsDropout;
        _read = [.. graph.Outputs, .. graph.Nodes.SelectMany(node => node.Inputs)];
    }

    /// <inheritdoc/>
    public bool KeepsDropout { get; }

    /// <summary>Folds a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The shapes of its inputs.</param>
    /// <param name="given">Inputs that are given as constants.</param>
    /// <param name="keepsDropout">Whether dropout is kept for training.</param>
    /// <param name="problems">Receives every node that is refused; what reads its results is left out.</param>
    public static NormalisedGraph Fold(
        OnnxGraph graph,
        IReadOnlyDictionary<string, IReadOnlyList<int>> inputs,
        IReadOnlyDictionary<string, OnnxTensor> given,
        bool keepsDropout,
        List<ImportProblem> problems)
    {
        GraphFolder folder = new(graph, graph.Inputs.Where(input => !given.ContainsKey(input.Name)), keepsDropout);
        foreach ((string name, OnnxTensor value) in given)
        {
            folder.Define(name, value);
        }

        foreach ((string name, IReadOnlyList<int> shape) in inputs)
        {
            folder._shapes[name] = shape;
            folder._inputs.Add(name);
        }

        foreach (GraphNode node in graph.Nodes)
        {
            folder.Walk(node, problems);
        }

        // What a refused node computes is marked by no operation, but is still an output.
        return new(
            [.. inputs.Keys],
            [.. graph.Outputs.Select(output => (output, folder.Resolve(output)))],
            folder._operations,
            folder._shapes,
            folder._constants)
        {
            UnreadInputs = inputs.Keys.Where(input => !folder.IsRead(input)).ToHashSet(),
            ByteInputs = graph.Inputs.Where(input => input.IsOfBytes).Select(input => input.Name).ToHashSet(),
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<int>? Shape(string name) => Constant(name)?.Shape ?? _shapes.GetValueOrDefault(Resolve(name));

    /// <inheritdoc/>
    public OnnxTensor? Constant(string name)
    {
        string value = Resolve(name);
        bool isNew = !_constants.ContainsKey(value) && !_shapes.ContainsKey(value);
        if (isNew && _graph.Constants.TryGetValue(value, out Lazy<OnnxTensor>? lazy))
        {
            Define(value, lazy.Value);
        }

        return _constants.GetValueOrDefault(value);
    }

    /// <inheritdoc/>
    public bool IsRead(string name) => _read.Contains(name);

    /// <inheritdoc/>
    public void Define(string name, OnnxTensor value)
    {
        _defined += value.Length;
        if (_defined > MaxDefined)
        {
            throw RefusalException.Shapes($"constants of more than {MaxDefined} numbers are computed");
        }

        (_constants[name], _shapes[name]) = (value, value.Shape);
    }

    /// <inheritdoc/>
    public void Emit(Operation operation)
    {
        Operation resolved = operation with { Inputs = [.. operation.Inputs.Select(Resolve)] };
        IReadOnlyList<int>[] shapes =
            [.. resolved.Inputs.Select(input => Shape(input) ?? throw new UnknownValueException())];
        if (operation.Op == "Identity")
        {
            _aliases[operation.Output] = resolved.Inputs[0];
            return;
        }

        OnnxTensor[] constants = [.. resolved.Inputs.Select(Constant).OfType<OnnxTensor>()];
        if (constants.Length == resolved.Inputs.Count && Evaluator.Evaluate(resolved, constants) is { } value)
        {
            Define(operation.Output, value);
            return;
        }

        int[] shape = ShapeRules.Of(resolved, shapes);
        if (operation.Op is "Reshape" or "Transpose" && IsNothing(resolved, shapes[0], shape))
        {
            _aliases[operation.Output] = resolved.Inputs[0];
            return;
        }

        _shapes[operation.Output] = shape;
        _operations.Add(resolved);
    }

    private static bool IsNothing(Operation operation, IReadOnlyList<int> from, int[] to) => operation.Op == "Reshape"
        ? from.SequenceEqual(to)
        : operation.Settings.Ints("perm").SequenceEqual(Enumerable.Range(0, to.Length));

    private void Walk(GraphNode node, List<ImportProblem> problems)
    {
        try
        {
            _wholeNumbers.Follow(node);
            Normaliser.Normalise(node, this);
        }
        catch (RefusalException refusal)
        {
            IEnumerable<string> computed = node.Inputs.Where(input => Shape(input) is not null && Constant(input) is null);
            problems.Add(refusal.At(node.Name, node.Op, computed.Except(_inputs)));
        }
        catch (UnknownValueException)
        {
            // The refused node before it has been reported.
        }
        catch (Exception error) when (Contradictions.Include(error))
        {
            // A node with fewer inputs, outputs or numbers than its operator has.
            problems.Add(new(ProblemCodes.Malformed, node.Name, node.Op, $"it contradicts its operator: {error.Message}"));
        }
    }

    private string Resolve(string name)
    {
        while (_aliases.TryGetValue(name, out string? other))
        {
            name = other;
        }

        return name;
    }
}

using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Onnx.Folding;
using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Mapping;

/// <summary>Makes layers of the operations of a normalised graph.</summary>
internal sealed class GraphMapper
{
    private static readonly Dictionary<string, Func<OperationCall, AxisView>> Operators = new(
        ((IEnumerable<Dictionary<string, Func<OperationCall, AxisView>>>)
        [
            ActivationLayers.Table,
            ArithmeticLayers.Table,
            BroadcastLayers.Table,
            ConvolutionLayers.Table,
            InputFormats.Table,
            MatrixLayers.Table,
            NormalisationLayers.Table,
            PoolingLayers.Table,
            ReductionLayers.Table,
            ResamplingLayers.Table,
            SelectionLayers.Table,
        ]).SelectMany(table => table));

    private readonly Dictionary<string, AxisView> _views = [];

    private GraphMapper(NormalisedGraph graph)
    {
        Graph = graph;
        Arranger = new(Draft);
    }

    /// <summary>The graph.</summary>
    public NormalisedGraph Graph { get; }

    /// <summary>The network that is being made.</summary>
    public NetworkDraft Draft { get; } = new();

    /// <summary>Brings values into the order that operators need.</summary>
    public Arranger Arranger { get; }

    /// <summary>Maps a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="hasExamples">Whether the first axis of every input is that of examples, of which there are several.</param>
    /// <param name="problems">Receives every operation that no layer computes.</param>
    /// <returns>The network, unless there are problems.</returns>
    public static MappedNetwork? Map(NormalisedGraph graph, bool hasExamples, List<ImportProblem> problems)
    {
        // The first time shows in which order inputs are needed, the second declares them so.
        GraphMapper first = new(graph);
        first.Walk(hasExamples, new Dictionary<int, InputChoice>(), []);
        GraphMapper mapper = new(graph);
        return mapper.Walk(hasExamples, first.Arranger.Wishes, problems);
    }

    /// <summary>A value that the network computes; <see langword="null"/> for constants.</summary>
    /// <exception cref="UnknownValueException">It is behind an operation that was refused.</exception>
    public AxisView? View(string name) => _views.TryGetValue(name, out AxisView? view) ? view
        : Graph.Constants.ContainsKey(name) ? null
        : throw new UnknownValueException();

    private MappedNetwork? Walk(bool hasExamples, IReadOnlyDictionary<int, InputChoice> choices, List<ImportProblem> problems)
    {
        int before = problems.Count;
        for (int i = 0; i < Graph.Inputs.Count; i++)
        {
            Draft.Origin = Graph.Inputs[i];
            _views[Graph.Inputs[i]] = InputViews.Declare(Draft, Graph.Shapes[Graph.Inputs[i]], hasExamples, choices.GetValueOrDefault(i));
        }

        foreach (Operation operation in Graph.Operations)
        {
            IEnumerable<string> computed = operation.Inputs.Where(_views.ContainsKey).Except(Graph.Inputs);
            Attempt(problems, operation.Node, operation.Operator, computed, () => Map(operation));
        }

        List<(string Name, LayerValue Value)> outputs = [];
        foreach ((string name, string value) in Graph.Outputs)
        {
            Attempt(problems, name, "output", [], () => outputs.Add((name, Output(name, value))));
        }

        // What is missing is behind a node that was refused before.
        if (problems.Count > before || outputs.Count < Graph.Outputs.Count)
        {
            return null;
        }

        InputNormalisation.Apply(Draft, [.. outputs.Select(output => output.Value.Layer)]);
        return new(Draft, outputs);
    }

    private static void Attempt(List<ImportProblem> problems, string node, string op, IEnumerable<string> computed, Action action)
    {
        try
        {
            action();
        }
        catch (RefusalException refusal)
        {
            problems.Add(refusal.At(node, op, computed));
        }
        catch (UnknownValueException)
        {
            // The refused operation before it has been reported.
        }
        catch (Exception error) when (Contradictions.Include(error))
        {
            problems.Add(new(ProblemCodes.Malformed, node, op, $"it contradicts its operator: {error.Message}"));
        }
    }

    private void Map(Operation operation)
    {
        if (!Operators.TryGetValue(operation.Op, out Func<OperationCall, AxisView>? map))
        {
            throw new RefusalException(ProblemCodes.Operator, $"no layer computes {operation.Op}");
        }

        Draft.Origin = operation.Output;
        _views[operation.Output] = map(new(operation, this));
    }

    // An output that is constant is computed all the same, so that a network has what the graph has.
    private AxisView Constant(string value)
    {
        string read = Graph.Inputs.Except(Graph.UnreadInputs).First();
        Operation output = new("Constant", value, "Constant", [read], value, Settings.None);
        return BroadcastLayers.Lift(new(output, this), View(read)!, Graph.Constants[value]);
    }

    // The numbers of an output are in the order of the ONNX value.
    private LayerValue Output(string name, string value)
    {
        Draft.Origin = value;
        AxisView view = View(value) ?? Constant(value);
        int[] axes = [.. view.Moving];
        int examples = Enumerable.Range(0, view.Rank).FirstOrDefault(axis => view.Axes[axis].Any(atom => atom.IsExamples), -1);
        if (axes.Any(axis => axis < examples))
        {
            throw RefusalException.Setting("examples are not the first axis of an output");
        }

        List<Atom> order = Atom.Merge(axes.SelectMany(axis => view.Axes[axis]).Where(atom => !atom.IsExamples));
        bool isInOrder = order.Count == 0 || (order.Count == 1 && order[0].Stride == 1);
        LayerValue arranged = isInOrder ? view.Source : Arranger.Arrange(view, Arranger.Limit([.. axes.Select(axis => new[] { axis })]));

        // An input is no layer; the same numbers are.
        return Draft.Layers[arranged.Layer].Layer is InputLayer
            ? Draft.Add(new ReshapeLayer(arranged.Dimensions.ToEquatableArray()), arranged)
            : arranged;
    }
}

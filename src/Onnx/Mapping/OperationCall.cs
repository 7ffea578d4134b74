using ConvGen.Model.Layers;
using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>An operation on its way to layers.</summary>
/// <param name="operation">The operation.</param>
/// <param name="mapper">What is known of the values that it reads.</param>
internal sealed class OperationCall(Operation operation, GraphMapper mapper)
{
    /// <summary>The operation.</summary>
    public Operation Operation => operation;

    /// <summary>Its settings.</summary>
    public Settings Settings => operation.Settings;

    /// <summary>The shape of what it computes.</summary>
    public IReadOnlyList<int> OutputShape => mapper.Graph.Shapes[operation.Output];

    /// <summary>The network that is being made.</summary>
    public NetworkDraft Draft => mapper.Draft;

    /// <summary>Whether an optional input is there.</summary>
    public bool Has(int index) => operation.HasInput(index);

    /// <summary>A value that the network computes.</summary>
    public AxisView Data(int index = 0)
    {
        string name = operation.Inputs[index];
        return mapper.View(name) ?? throw new RefusalException(
            ProblemCodes.NotConstant, $"it reads the constant '{name}' where a layer reads a value that is computed");
    }

    /// <summary>All that it reads as values that the network computes, constants too.</summary>
    public AxisView[] Operands()
    {
        IEnumerable<int> all = Enumerable.Range(0, operation.Inputs.Count);
        AxisView like = Data(all.FirstOrDefault(input => !IsConstant(input)));
        return [.. all.Select(input => IsConstant(input) ? BroadcastLayers.Lift(this, like, Constant(input, "operand")) : Data(input))];
    }

    /// <summary>Whether an input is constant.</summary>
    public bool IsConstant(int index) => mapper.Graph.Constants.ContainsKey(operation.Inputs[index]);

    /// <summary>An input that has to be constant.</summary>
    public OnnxTensor Constant(int index, string role) =>
        mapper.Graph.Constants.TryGetValue(operation.Inputs[index], out OnnxTensor? constant)
            ? constant
            : throw RefusalException.NotConstant(
                operation.Inputs[index],
                $"its {role} '{operation.Inputs[index]}' has to be a constant of the file, but is computed or an input of the graph");

    /// <summary>The value in an order.</summary>
    public LayerValue Arrange(AxisView view, params int[][] groups) => mapper.Arranger.Arrange(view, groups);

    /// <summary>Asks for an input to be declared in an order, should the value be one.</summary>
    public void Wish(AxisView view, params int[][] groups) => mapper.Arranger.Wish(view, groups);

    /// <summary>A layer over values in an order, as a view with the operation's shape.</summary>
    public AxisView Layer(AxisView source, int[][] groups, Layer layer, params float[][] weights) =>
        Arranger.View(Draft.Add(layer, Arrange(source, groups), weights), OutputShape, groups, source);

    /// <summary>A layer that changes every number by itself: its order does not matter.</summary>
    public AxisView Pointwise(Layer layer)
    {
        AxisView source = Data();
        return source with { Source = Draft.Add(layer, source.Source) };
    }

    /// <summary>
    /// The axes of a map as channels and spatial axes, as operators of convolutional networks read them: examples, channels, positions.
    /// </summary>
    public static int[][] MapAxes(AxisView view) =>
        view.Rank < 2 ? throw RefusalException.Shapes($"a value of {view.Rank} axes has no channels")
        : Arranger.Limit([.. Enumerable.Range(1, view.Rank - 1).Select(axis => new[] { axis })]);

    /// <summary>
    /// Some axes as channels and the others as spatial axes: as the value lies, where these axes come first; otherwise all of them as one.
    /// </summary>
    public static int[][] Leading(AxisView view, IReadOnlyCollection<int> axes)
    {
        int[][] natural = Arranger.Natural(view);
        int[] leading = [.. view.Moving.Where(axes.Contains)];
        if (natural.Length > 0 && natural[0].ToHashSet().SetEquals(leading))
        {
            return natural;
        }

        int[] rest = [.. natural.SelectMany(group => group).Except(leading)];
        return rest.Length == 0 ? [leading] : [leading, rest];
    }
}

using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Networks;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Model;

/// <summary>A network without errors: every layer placed, every shape known. Holds nothing of the compilation it came from.</summary>
/// <param name="Type">The class that declares it.</param>
/// <param name="Nodes">The layers in source order, which is topological; inputs are nodes with an <see cref="InputLayer"/>.</param>
/// <param name="Inputs">Indices of the input nodes.</param>
/// <param name="Outputs">Indices of the nodes whose values the network returns.</param>
/// <param name="OutputNames">The names of these outputs.</param>
/// <param name="Trainable">Whether training code is emitted.</param>
/// <param name="InputGradient">Whether training computes the gradient of the input too.</param>
/// <param name="Budget">The limits, when there are any.</param>
public sealed record NetworkModel(
    TypeIdentity Type,
    EquatableArray<Node> Nodes,
    EquatableArray<int> Inputs,
    EquatableArray<int> Outputs,
    EquatableArray<string> OutputNames,
    bool Trainable,
    bool InputGradient,
    Budget? Budget)
{
    /// <summary>
    /// The same network at further sizes of its input: layers and tensors are equal, shapes differ. None of them is trained.
    /// </summary>
    public EquatableArray<NetworkModel> Sizes { get; init; }

    /// <summary>The file with the weights of new networks; <see langword="null"/> for random ones.</summary>
    public string? Pretrained { get; init; }

    /// <summary>Whether it stands in for a network with an error; see <see cref="StandIn"/>.</summary>
    public bool StandsIn { get; init; }

    /// <summary>For a stand-in the members of the class: what collides with them is not emitted.</summary>
    public EquatableArray<OwnMember> OwnMembers { get; init; }

    /// <summary>The vector targets that code is emitted for, the widest first.</summary>
    public EquatableArray<string> Targets { get; init; } = CodeSettings.AllTargets;

    /// <summary>The spatial axes of the first input, from the outermost to the innermost.</summary>
    public EquatableArray<int> InputSize => Nodes[Inputs[0]].Shape.Spatial;

    /// <summary>The same as a text: <c>224×224</c>.</summary>
    public string InputSizeText => NumberText.Sizes(InputSize);

    /// <summary>
    /// The names of these axes: <c>length</c>; <c>height</c> and <c>width</c>; <c>depth</c>, <c>height</c> and <c>width</c>.
    /// </summary>
    public IReadOnlyList<string> InputAxes => [.. Enumerable.Range(0, InputSize.Count).Select(axis => AxisNames.Of(axis, InputSize.Count))];

    /// <summary>Whether there are several inputs or several outputs.</summary>
    public bool HasSeveralPorts => Inputs.Count > 1 || Outputs.Count > 1;

    /// <summary>
    /// The layer that computes the values of an output: the output's node, or the last node before layers that only reshape.
    /// </summary>
    /// <param name="output">The index of the output's node.</param>
    public Node ComputedBy(int output)
    {
        Node node = Nodes[output];
        while (node.Layer.KeepsNumbers)
        {
            node = Nodes[node.Inputs[0]];
        }

        return node;
    }

    /// <summary>
    /// The softmax whose input training can give in the place of an output, for losses that take logits: its sets of channels are the
    /// output's. <see langword="null"/> where there is none.
    /// </summary>
    /// <param name="output">The index of the output's node.</param>
    public Node? SoftmaxBehind(int output)
    {
        Node computed = ComputedBy(output);
        return computed.Layer is SoftmaxLayer && computed.Shape.Channels == Nodes[output].Shape.Channels ? computed : null;
    }

    /// <summary>Every tensor once, in the order of the weight file.</summary>
    public IEnumerable<ParameterTensor> Tensors => Nodes.SelectMany(node => node.Parameters).Where(tensor => !tensor.IsTied);

    /// <summary>Parameters that can be trained, frozen ones among them: all tensors but running statistics.</summary>
    public long ParameterCount => Tensors.Where(tensor => tensor.IsTrainable).Sum(tensor => tensor.Length);

    /// <summary>Multiply-accumulate operations of one example.</summary>
    public long Macs => Nodes.Sum(node => node.Macs);
}

using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;
using ConvGen.Model;

namespace ConvGen.Generator.Lowering;

/// <summary>Turns the nodes of a network into operations, in order. What inference and training have in common.</summary>
internal abstract class ProgramBuilder
{
    private readonly Value[] _values;
    private readonly bool[] _isAlias;
    private readonly int[] _readers;
    private readonly bool[] _mayBeInfinite;

    protected ProgramBuilder(NetworkModel network)
    {
        Network = network;
        _values = new Value[network.Nodes.Count];
        _isAlias = new bool[network.Nodes.Count];
        _readers = new int[network.Nodes.Count];
        _mayBeInfinite = new bool[network.Nodes.Count];
        for (int index = 0; index < network.Nodes.Count; index++)
        {
            Node node = network.Nodes[index];
            foreach (int input in node.Inputs)
            {
                _readers[input]++;
            }

            _mayBeInfinite[index] = LayerLowering.For(node.Layer).Infinities(node) switch
            {
                Infinities.Made => true,
                Infinities.Stopped => false,
                _ => node.Inputs.Any(input => _mayBeInfinite[input]),
            };
        }
    }

    public NetworkModel Network { get; }

    /// <summary>The operations so far.</summary>
    public List<Operation> Operations { get; } = [];

    /// <summary>
    /// Every value that is brought from outside or taken out. Each has memory of its own for as long as that takes, whether an operation
    /// touches it or not.
    /// </summary>
    public abstract IEnumerable<Value> ExchangedValues { get; }

    /// <summary>The values of the network's inputs.</summary>
    protected IEnumerable<Value> InputValues => Network.Inputs.Select(ValueOf);

    /// <summary>The value that a node reads.</summary>
    public Value Read(Node node, int input = 0) => _values[node.Inputs[input]];

    /// <summary>The shape that a node reads.</summary>
    public FeatureShape ShapeOf(Node node, int input = 0) => Network.Nodes[node.Inputs[input]].Shape;

    /// <summary>The value of the node with the given index.</summary>
    public Value ValueOf(int node) => _values[node];

    /// <summary>Whether a layer before a node makes infinities of ordinary numbers, and none between bounds them again.</summary>
    public bool MayReadInfinity(Node node) => node.Inputs.Any(input => _mayBeInfinite[input]);

    /// <summary>Creates the value that a node yields.</summary>
    public Value Define(Node node)
    {
        var value = new Value(node.Name, node.Shape.Channels, Extent.Of(node.Shape));
        _values[IndexOf(node)] = value;
        return value;
    }

    /// <summary>Says that a node yields a value that is there already.</summary>
    public void Alias(Node node, Value value)
    {
        if (value.IsNetworkInput && IsOutput(node))
        {
            // A network that does nothing still has a result of its own.
            Operations.Add(new CopyOperation(node.Name, value, Define(node), accumulates: false));
            return;
        }

        int index = IndexOf(node);
        _values[index] = value;
        _isAlias[index] = true;
    }

    public bool IsOutput(Node node) => Network.Outputs.Contains(IndexOf(node));

    /// <summary>The nodes that read a node.</summary>
    public IEnumerable<Node> ReadersOf(Node node)
    {
        int index = IndexOf(node);
        return Network.Nodes.Where(n => n.Inputs.Contains(index));
    }

    /// <summary>Whether nobody but this node sees what it reads, so that the two may be done in one.</summary>
    public bool IsSoleReader(Node node, int input = 0)
    {
        for (int index = node.Inputs[input]; ; index = Network.Nodes[index].Inputs.First(source => _values[source] == _values[index]))
        {
            if (_readers[index] != 1 || Network.Outputs.Contains(index))
            {
                return false;
            }

            if (!_isAlias[index])
            {
                return true;
            }
        }
    }

    /// <summary>The operation that yields a value, or null for the network's input.</summary>
    public Operation? ProducerOf(Value value) => Operations.LastOrDefault(o => o.Writes == value);

    /// <summary>Whether a value, with every part that others write to their place in it, is complete before an operation runs.</summary>
    public bool IsReadyBefore(Value value, Operation operation) =>
        Operations.FindLastIndex(o => o.Writes?.Root == value.Root) < Operations.IndexOf(operation);

    /// <summary>Has the producer of a node's input apply an activation; false where it cannot.</summary>
    public bool TryFuse(Node node, Activation activation) =>
        TryFuse<IFusesActivation>(node, producer => producer.Activation = activation);

    /// <summary>Has the producer of a node's input do what the node does; false where it is of another kind or has an activation.</summary>
    public bool TryFuse<TProducer>(Node node, Action<TProducer> fuse)
        where TProducer : class, IFusesActivation
    {
        Value input = Read(node);
        if (!IsSoleReader(node) || ProducerOf(input) is not TProducer { Activation.IsIdentity: true } producer)
        {
            return false;
        }

        fuse(producer);
        Alias(node, input);
        return true;
    }

    /// <summary>The tensors of a batch normalisation.</summary>
    public static BatchNormTensors NormTensors(Node node, BatchNormLayer layer) => new(
        NodeTensors.NameOf(node, TensorRole.Scale)!,
        NodeTensors.NameOf(node, TensorRole.Shift)!,
        NodeTensors.NameOf(node, TensorRole.RunningMean)!,
        NodeTensors.NameOf(node, TensorRole.RunningVariance)!,
        layer.Epsilon);

    private int IndexOf(Node node)
    {
        for (int i = 0; i < Network.Nodes.Count; i++)
        {
            if (ReferenceEquals(Network.Nodes[i], node))
            {
                return i;
            }
        }

        throw new ArgumentException($"Node '{node.Name}' is not part of the network.", nameof(node));
    }
}
